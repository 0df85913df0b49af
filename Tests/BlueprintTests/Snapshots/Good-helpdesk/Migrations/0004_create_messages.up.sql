CREATE TABLE "messages" (
    "id" TEXT NOT NULL,
    "ticket" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "internal" INTEGER NOT NULL CHECK ("internal" IN (0, 1)),
    "author" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("ticket") REFERENCES "tickets" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("author") REFERENCES "users" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "messages_ticket_created_at_id" ON "messages" ("ticket", "created_at" DESC, "id" DESC);

CREATE INDEX "messages_author" ON "messages" ("author");
