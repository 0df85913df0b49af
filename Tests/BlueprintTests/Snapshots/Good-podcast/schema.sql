CREATE TABLE "account2s" (
    "id" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('listener', 'host', 'admin')),
    "confirmed" INTEGER NOT NULL CHECK ("confirmed" IN (0, 1)),
    "site" TEXT,
    "picture" TEXT,
    "joined" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "account2s_handle_unique" ON "account2s" ("handle");

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

CREATE TABLE "seasons" (
    "id" TEXT NOT NULL,
    "show" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("show") REFERENCES "shows" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "seasons_show_number_id" ON "seasons" ("show", "number", "id");

CREATE TABLE "episodes" (
    "id" TEXT NOT NULL UNIQUE,
    "show" TEXT NOT NULL,
    "season" TEXT,
    "title" TEXT NOT NULL,
    "audio" TEXT NOT NULL,
    "seconds" INTEGER NOT NULL,
    "airs" TEXT NOT NULL,
    "transcript" TEXT,
    "plays" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("show") REFERENCES "shows" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("season") REFERENCES "seasons" ("id") ON DELETE SET NULL
) STRICT;

CREATE INDEX "episodes_show_airs_id" ON "episodes" ("show", "airs" DESC, "id" DESC);

CREATE INDEX "episodes_show_plays_id" ON "episodes" ("show", "plays", "id");

CREATE INDEX "episodes_show_season_airs_id" ON "episodes" ("show", "season", "airs" DESC, "id" DESC);

CREATE INDEX "episodes_season" ON "episodes" ("season");

CREATE VIRTUAL TABLE "episodes_search" USING fts5("title", "transcript", content = 'episodes', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "episodes_search_insert" AFTER INSERT ON "episodes" BEGIN
    INSERT INTO "episodes_search" ("rowid", "title", "transcript") VALUES (new."_row", new."title", new."transcript");
END;

CREATE TRIGGER "episodes_search_delete" AFTER DELETE ON "episodes" BEGIN
    INSERT INTO "episodes_search" ("episodes_search", "rowid", "title", "transcript") VALUES ('delete', old."_row", old."title", old."transcript");
END;

CREATE TRIGGER "episodes_search_update" AFTER UPDATE OF "title", "transcript" ON "episodes" BEGIN
    INSERT INTO "episodes_search" ("episodes_search", "rowid", "title", "transcript") VALUES ('delete', old."_row", old."title", old."transcript");
    INSERT INTO "episodes_search" ("rowid", "title", "transcript") VALUES (new."_row", new."title", new."transcript");
END;

CREATE TABLE "episodes_chapters" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "episodes" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "episodes_chapters_value" ON "episodes_chapters" ("value", "parent_id");

CREATE TABLE "ratings" (
    "id" TEXT NOT NULL,
    "episode" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "stars" INTEGER NOT NULL,
    "text" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("episode") REFERENCES "episodes" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("by") REFERENCES "account2s" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "ratings_episode_created_at_id" ON "ratings" ("episode", "created_at" DESC, "id" DESC);

CREATE INDEX "ratings_episode_stars_id" ON "ratings" ("episode", "stars", "id");

CREATE INDEX "ratings_episode_stars_created_at_id" ON "ratings" ("episode", "stars", "created_at" DESC, "id" DESC);

CREATE INDEX "ratings_by" ON "ratings" ("by");
