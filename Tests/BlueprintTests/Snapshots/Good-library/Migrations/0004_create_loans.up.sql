CREATE TABLE "loans" (
    "id" TEXT NOT NULL,
    "book" TEXT NOT NULL,
    "member" TEXT NOT NULL,
    "due" TEXT NOT NULL,
    "note" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("book") REFERENCES "books" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("member") REFERENCES "members" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "loans_book_created_at_id" ON "loans" ("book", "created_at" DESC, "id" DESC);

CREATE INDEX "loans_member" ON "loans" ("member");
