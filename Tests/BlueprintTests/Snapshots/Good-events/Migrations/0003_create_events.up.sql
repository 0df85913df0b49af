CREATE TABLE "events" (
    "id" TEXT NOT NULL UNIQUE,
    "venue" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "starts" TEXT NOT NULL,
    "ends" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "sold" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('draft', 'onsale', 'cancelled')),
    "min_age" INTEGER,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("venue") REFERENCES "venues" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("by") REFERENCES "guests" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "events_starts_id" ON "events" ("starts", "id");

CREATE INDEX "events_price_id" ON "events" ("price", "id");

CREATE INDEX "events_venue_starts_id" ON "events" ("venue", "starts", "id");

CREATE INDEX "events_state_starts_id" ON "events" ("state", "starts", "id");

CREATE INDEX "events_by" ON "events" ("by");

CREATE VIRTUAL TABLE "events_search" USING fts5("title", content = 'events', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "events_search_insert" AFTER INSERT ON "events" BEGIN
    INSERT INTO "events_search" ("rowid", "title") VALUES (new."_row", new."title");
END;

CREATE TRIGGER "events_search_delete" AFTER DELETE ON "events" BEGIN
    INSERT INTO "events_search" ("events_search", "rowid", "title") VALUES ('delete', old."_row", old."title");
END;

CREATE TRIGGER "events_search_update" AFTER UPDATE OF "title" ON "events" BEGIN
    INSERT INTO "events_search" ("events_search", "rowid", "title") VALUES ('delete', old."_row", old."title");
    INSERT INTO "events_search" ("rowid", "title") VALUES (new."_row", new."title");
END;
