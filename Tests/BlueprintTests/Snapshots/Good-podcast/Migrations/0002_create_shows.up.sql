CREATE TABLE "shows" (
    "id" TEXT NOT NULL UNIQUE,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT,
    "language" TEXT NOT NULL,
    "explicit" INTEGER NOT NULL CHECK ("explicit" IN (0, 1)),
    "feed" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "co_host" TEXT,
    "public" INTEGER NOT NULL CHECK ("public" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("owner") REFERENCES "account2s" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("co_host") REFERENCES "account2s" ("id") ON DELETE SET NULL
) STRICT;

CREATE UNIQUE INDEX "shows_slug_unique" ON "shows" ("slug") WHERE "deleted_at" IS NULL;

CREATE UNIQUE INDEX "shows_feed_unique" ON "shows" ("feed") WHERE "deleted_at" IS NULL;

CREATE INDEX "shows_created_at_id" ON "shows" ("created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "shows_title_id" ON "shows" ("title", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "shows_language_created_at_id" ON "shows" ("language", "created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "shows_explicit_created_at_id" ON "shows" ("explicit", "created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "shows_owner_created_at_id" ON "shows" ("owner", "created_at" DESC, "id" DESC);

CREATE INDEX "shows_co_host" ON "shows" ("co_host");

CREATE VIRTUAL TABLE "shows_search" USING fts5("title", "summary", content = 'shows', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "shows_search_insert" AFTER INSERT ON "shows" BEGIN
    INSERT INTO "shows_search" ("rowid", "title", "summary") VALUES (new."_row", new."title", new."summary");
END;

CREATE TRIGGER "shows_search_delete" AFTER DELETE ON "shows" BEGIN
    INSERT INTO "shows_search" ("shows_search", "rowid", "title", "summary") VALUES ('delete', old."_row", old."title", old."summary");
END;

CREATE TRIGGER "shows_search_update" AFTER UPDATE OF "title", "summary" ON "shows" BEGIN
    INSERT INTO "shows_search" ("shows_search", "rowid", "title", "summary") VALUES ('delete', old."_row", old."title", old."summary");
    INSERT INTO "shows_search" ("rowid", "title", "summary") VALUES (new."_row", new."title", new."summary");
END;
