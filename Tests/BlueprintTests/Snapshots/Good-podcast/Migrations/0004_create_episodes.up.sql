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
