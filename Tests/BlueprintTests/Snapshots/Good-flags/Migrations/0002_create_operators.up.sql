CREATE TABLE "operators" (
    "id" TEXT NOT NULL,
    "mail" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('reader', 'editor', 'admin')),
    "team" TEXT,
    "note" TEXT,
    "pin" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("team") REFERENCES "teams" ("id") ON DELETE SET NULL
) STRICT;

CREATE UNIQUE INDEX "operators_mail_unique" ON "operators" ("mail");

CREATE INDEX "operators_created_at_id" ON "operators" ("created_at" DESC, "id" DESC);

CREATE INDEX "operators_team" ON "operators" ("team");
