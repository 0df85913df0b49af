CREATE TABLE "accounts" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "display" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('guest', 'host', 'admin')),
    "state" TEXT NOT NULL CHECK ("state" IN ('active', 'suspended')),
    "born" TEXT,
    "secret" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "accounts_email_unique" ON "accounts" ("email") WHERE "deleted_at" IS NULL;

CREATE INDEX "accounts_created_at_id" ON "accounts" ("created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

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

CREATE TABLE "stays" (
    "id" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "nights" INTEGER NOT NULL,
    "people" INTEGER NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('asked', 'agreed', 'refused', 'cancelled')),
    "visitor" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("place") REFERENCES "places" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("visitor") REFERENCES "accounts" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "stays_place_created_at_id" ON "stays" ("place", "created_at" DESC, "id" DESC);

CREATE INDEX "stays_place_from_id" ON "stays" ("place", "from", "id");

CREATE INDEX "stays_place_state_created_at_id" ON "stays" ("place", "state", "created_at" DESC, "id" DESC);

CREATE INDEX "stays_visitor" ON "stays" ("visitor");
