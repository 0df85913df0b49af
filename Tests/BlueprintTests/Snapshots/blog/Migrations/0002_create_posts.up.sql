CREATE TABLE "posts" (
    "id" TEXT NOT NULL UNIQUE,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "published" INTEGER NOT NULL CHECK ("published" IN (0, 1)),
    "price" INTEGER,
    "stars" INTEGER NOT NULL,
    "day" TEXT,
    "at" TEXT,
    "link" TEXT,
    "extra" TEXT,
    "secret" TEXT,
    "code" TEXT,
    "author" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("author") REFERENCES "members" ("id") ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX "posts_slug_unique" ON "posts" ("slug");

CREATE INDEX "posts_created_at_id" ON "posts" ("created_at" DESC, "id" DESC);

CREATE INDEX "posts_title_id" ON "posts" ("title", "id");

CREATE INDEX "posts_price_id" ON "posts" ("price", "id");

CREATE INDEX "posts_stars_created_at_id" ON "posts" ("stars", "created_at" DESC, "id" DESC);

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
