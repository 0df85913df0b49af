CREATE TABLE "places" (
    "id" TEXT NOT NULL UNIQUE,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "price" INTEGER NOT NULL,
    "guests" INTEGER NOT NULL,
    "open" INTEGER NOT NULL CHECK ("open" IN (0, 1)),
    "site" TEXT,
    "owner" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("owner") REFERENCES "accounts" ("id") ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX "places_slug_unique" ON "places" ("slug");

CREATE INDEX "places_price_id" ON "places" ("price", "id");

CREATE INDEX "places_created_at_id" ON "places" ("created_at", "id");

CREATE INDEX "places_city_price_id" ON "places" ("city", "price", "id");

CREATE INDEX "places_owner" ON "places" ("owner");

CREATE VIRTUAL TABLE "places_search" USING fts5("name", "city", content = 'places', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "places_search_insert" AFTER INSERT ON "places" BEGIN
    INSERT INTO "places_search" ("rowid", "name", "city") VALUES (new."_row", new."name", new."city");
END;

CREATE TRIGGER "places_search_delete" AFTER DELETE ON "places" BEGIN
    INSERT INTO "places_search" ("places_search", "rowid", "name", "city") VALUES ('delete', old."_row", old."name", old."city");
END;

CREATE TRIGGER "places_search_update" AFTER UPDATE OF "name", "city" ON "places" BEGIN
    INSERT INTO "places_search" ("places_search", "rowid", "name", "city") VALUES ('delete', old."_row", old."name", old."city");
    INSERT INTO "places_search" ("rowid", "name", "city") VALUES (new."_row", new."name", new."city");
END;

CREATE TABLE "places_features" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL CHECK ("value" IN ('wifi', 'sauna', 'kitchen')),
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "places" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "places_features_value" ON "places_features" ("value", "parent_id");
