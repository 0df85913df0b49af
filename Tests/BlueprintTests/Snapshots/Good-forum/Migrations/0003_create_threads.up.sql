CREATE TABLE "threads" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "board" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "pinned" INTEGER NOT NULL CHECK ("pinned" IN (0, 1)),
    "closed" INTEGER NOT NULL CHECK ("closed" IN (0, 1)),
    "author" TEXT NOT NULL,
    "views" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    FOREIGN KEY ("board") REFERENCES "boards" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("author") REFERENCES "members" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "threads_board_created_at_id" ON "threads" ("board", "created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "threads_board_title_id" ON "threads" ("board", "title", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "threads_board" ON "threads" ("board");

CREATE INDEX "threads_author" ON "threads" ("author");

CREATE VIRTUAL TABLE "threads_search" USING fts5("title", content = 'threads', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "threads_search_insert" AFTER INSERT ON "threads" BEGIN
    INSERT INTO "threads_search" ("rowid", "title") VALUES (new."id", new."title");
END;

CREATE TRIGGER "threads_search_delete" AFTER DELETE ON "threads" BEGIN
    INSERT INTO "threads_search" ("threads_search", "rowid", "title") VALUES ('delete', old."id", old."title");
END;

CREATE TRIGGER "threads_search_update" AFTER UPDATE OF "title" ON "threads" BEGIN
    INSERT INTO "threads_search" ("threads_search", "rowid", "title") VALUES ('delete', old."id", old."title");
    INSERT INTO "threads_search" ("rowid", "title") VALUES (new."id", new."title");
END;

CREATE TABLE "threads_tags" (
    "parent_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "threads" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "threads_tags_value" ON "threads_tags" ("value", "parent_id");
