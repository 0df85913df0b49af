CREATE TABLE "persons" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bio" TEXT,
    "role" TEXT NOT NULL CHECK ("role" IN ('reader', 'writer', 'editor')),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "persons_email_unique" ON "persons" ("email");

CREATE INDEX "persons_created_at_id" ON "persons" ("created_at" DESC, "id" DESC);

CREATE TABLE "posts" (
    "id" TEXT NOT NULL UNIQUE,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('draft', 'published')),
    "published" TEXT,
    "author" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("author") REFERENCES "persons" ("id") ON DELETE CASCADE
) STRICT;

CREATE UNIQUE INDEX "posts_slug_unique" ON "posts" ("slug") WHERE "deleted_at" IS NULL;

CREATE INDEX "posts_created_at_id" ON "posts" ("created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "posts_title_id" ON "posts" ("title", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "posts_author" ON "posts" ("author");

CREATE VIRTUAL TABLE "posts_search" USING fts5("title", "body", content = 'posts', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "posts_search_insert" AFTER INSERT ON "posts" BEGIN
    INSERT INTO "posts_search" ("rowid", "title", "body") VALUES (new."_row", new."title", new."body");
END;

CREATE TRIGGER "posts_search_delete" AFTER DELETE ON "posts" BEGIN
    INSERT INTO "posts_search" ("posts_search", "rowid", "title", "body") VALUES ('delete', old."_row", old."title", old."body");
END;

CREATE TRIGGER "posts_search_update" AFTER UPDATE OF "title", "body" ON "posts" BEGIN
    INSERT INTO "posts_search" ("posts_search", "rowid", "title", "body") VALUES ('delete', old."_row", old."title", old."body");
    INSERT INTO "posts_search" ("rowid", "title", "body") VALUES (new."_row", new."title", new."body");
END;

CREATE TABLE "posts_tags" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "posts" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "posts_tags_value" ON "posts_tags" ("value", "parent_id");

CREATE TABLE "comments" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "post" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("post") REFERENCES "posts" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("author") REFERENCES "persons" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "comments_post_created_at_id" ON "comments" ("post", "created_at" DESC, "id" DESC);

CREATE INDEX "comments_author" ON "comments" ("author");
