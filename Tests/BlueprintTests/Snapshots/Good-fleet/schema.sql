CREATE TABLE "companies" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "plan" TEXT NOT NULL CHECK ("plan" IN ('trial', 'paid', 'past due')),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "companies_code_unique" ON "companies" ("code");

CREATE INDEX "companies_created_at_id" ON "companies" ("created_at" DESC, "id" DESC);

CREATE TABLE "depots" (
    "id" TEXT NOT NULL UNIQUE,
    "company" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "tier" INTEGER NOT NULL,
    "place" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("company") REFERENCES "companies" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "depots_tier_id" ON "depots" ("tier", "id");

CREATE INDEX "depots_name_id" ON "depots" ("name", "id");

CREATE INDEX "depots_company_tier_id" ON "depots" ("company", "tier", "id");

CREATE VIRTUAL TABLE "depots_search" USING fts5("name", "place", content = 'depots', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "depots_search_insert" AFTER INSERT ON "depots" BEGIN
    INSERT INTO "depots_search" ("rowid", "name", "place") VALUES (new."_row", new."name", new."place");
END;

CREATE TRIGGER "depots_search_delete" AFTER DELETE ON "depots" BEGIN
    INSERT INTO "depots_search" ("depots_search", "rowid", "name", "place") VALUES ('delete', old."_row", old."name", old."place");
END;

CREATE TRIGGER "depots_search_update" AFTER UPDATE OF "name", "place" ON "depots" BEGIN
    INSERT INTO "depots_search" ("depots_search", "rowid", "name", "place") VALUES ('delete', old."_row", old."name", old."place");
    INSERT INTO "depots_search" ("rowid", "name", "place") VALUES (new."_row", new."name", new."place");
END;

CREATE TABLE "drivers" (
    "id" TEXT NOT NULL,
    "badge" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "rank" TEXT NOT NULL CHECK ("rank" IN ('driver', 'dispatcher', 'owner')),
    "depot" TEXT NOT NULL,
    "employed" INTEGER NOT NULL CHECK ("employed" IN (0, 1)),
    "licence" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("depot") REFERENCES "depots" ("id") ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX "drivers_badge_unique" ON "drivers" ("badge");

CREATE INDEX "drivers_created_at_id" ON "drivers" ("created_at" DESC, "id" DESC);

CREATE INDEX "drivers_name_id" ON "drivers" ("name", "id");

CREATE INDEX "drivers_rank_created_at_id" ON "drivers" ("rank", "created_at" DESC, "id" DESC);

CREATE INDEX "drivers_depot_created_at_id" ON "drivers" ("depot", "created_at" DESC, "id" DESC);

CREATE TABLE "vehicles" (
    "id" TEXT NOT NULL,
    "depot" TEXT NOT NULL,
    "plate" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "load" INTEGER NOT NULL,
    "odometer" INTEGER NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('idle', 'driving', 'workshop')),
    "pilot" TEXT,
    "seen" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("depot") REFERENCES "depots" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("pilot") REFERENCES "drivers" ("id") ON DELETE SET NULL
) STRICT;

CREATE UNIQUE INDEX "vehicles_plate_unique" ON "vehicles" ("plate");

CREATE INDEX "vehicles_depot_odometer_id" ON "vehicles" ("depot", "odometer" DESC, "id" DESC);

CREATE INDEX "vehicles_depot_load_id" ON "vehicles" ("depot", "load", "id");

CREATE INDEX "vehicles_depot_state_odometer_id" ON "vehicles" ("depot", "state", "odometer" DESC, "id" DESC);

CREATE INDEX "vehicles_pilot" ON "vehicles" ("pilot");

CREATE TABLE "positions" (
    "id" TEXT NOT NULL,
    "vehicle" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "latitude" INTEGER NOT NULL,
    "longitude" INTEGER NOT NULL,
    "speed" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("vehicle") REFERENCES "vehicles" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "positions_vehicle_at_id" ON "positions" ("vehicle", "at" DESC, "id" DESC);
