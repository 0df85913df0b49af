CREATE TABLE "posts" (
    "id" TEXT NOT NULL UNIQUE,
    "thread" INTEGER NOT NULL,
    "parent" TEXT,
    "text" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "score" INTEGER NOT NULL,
    "removed" INTEGER NOT NULL CHECK ("removed" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("thread") REFERENCES "threads" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("parent") REFERENCES "posts" ("id") ON DELETE SET NULL,
    FOREIGN KEY ("author") REFERENCES "members" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "posts_thread_created_at_id" ON "posts" ("thread", "created_at", "id");

CREATE INDEX "posts_thread_score_id" ON "posts" ("thread", "score", "id");

CREATE INDEX "posts_thread_parent_created_at_id" ON "posts" ("thread", "parent", "created_at", "id");

CREATE INDEX "posts_thread_author_created_at_id" ON "posts" ("thread", "author", "created_at", "id");

CREATE INDEX "posts_parent" ON "posts" ("parent");

CREATE INDEX "posts_author" ON "posts" ("author");

CREATE VIRTUAL TABLE "posts_search" USING fts5("text", content = 'posts', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "posts_search_insert" AFTER INSERT ON "posts" BEGIN
    INSERT INTO "posts_search" ("rowid", "text") VALUES (new."_row", new."text");
END;

CREATE TRIGGER "posts_search_delete" AFTER DELETE ON "posts" BEGIN
    INSERT INTO "posts_search" ("posts_search", "rowid", "text") VALUES ('delete', old."_row", old."text");
END;

CREATE TRIGGER "posts_search_update" AFTER UPDATE OF "text" ON "posts" BEGIN
    INSERT INTO "posts_search" ("posts_search", "rowid", "text") VALUES ('delete', old."_row", old."text");
    INSERT INTO "posts_search" ("rowid", "text") VALUES (new."_row", new."text");
END;
