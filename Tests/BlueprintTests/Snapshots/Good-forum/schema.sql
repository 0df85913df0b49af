CREATE TABLE "members" (
    "id" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "rank" TEXT NOT NULL CHECK ("rank" IN ('user', 'moderator', 'admin')),
    "banned_until" TEXT,
    "karma" INTEGER NOT NULL,
    "bio" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "members_handle_unique" ON "members" ("handle") WHERE "deleted_at" IS NULL;

CREATE INDEX "members_karma_id" ON "members" ("karma" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "members_handle_id" ON "members" ("handle", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "members_rank_karma_id" ON "members" ("rank", "karma" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE TABLE "boards" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "level" TEXT NOT NULL CHECK ("level" IN ('user', 'moderator', 'admin')),
    "mod" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("mod") REFERENCES "members" ("id") ON DELETE SET NULL
) STRICT;

CREATE UNIQUE INDEX "boards_slug_unique" ON "boards" ("slug");

CREATE INDEX "boards_created_at_id" ON "boards" ("created_at" DESC, "id" DESC);

CREATE INDEX "boards_title_id" ON "boards" ("title", "id");

CREATE INDEX "boards_mod" ON "boards" ("mod");

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
