CREATE TABLE "guests" (
    "id" TEXT NOT NULL UNIQUE,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('guest', 'organiser', 'staff')),
    "birthday" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY
) STRICT;

CREATE UNIQUE INDEX "guests_email_unique" ON "guests" ("email");

CREATE INDEX "guests_created_at_id" ON "guests" ("created_at" DESC, "id" DESC);

CREATE INDEX "guests_birthday_id" ON "guests" ("birthday", "id");

CREATE VIRTUAL TABLE "guests_search" USING fts5("name", content = 'guests', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "guests_search_insert" AFTER INSERT ON "guests" BEGIN
    INSERT INTO "guests_search" ("rowid", "name") VALUES (new."_row", new."name");
END;

CREATE TRIGGER "guests_search_delete" AFTER DELETE ON "guests" BEGIN
    INSERT INTO "guests_search" ("guests_search", "rowid", "name") VALUES ('delete', old."_row", old."name");
END;

CREATE TRIGGER "guests_search_update" AFTER UPDATE OF "name" ON "guests" BEGIN
    INSERT INTO "guests_search" ("guests_search", "rowid", "name") VALUES ('delete', old."_row", old."name");
    INSERT INTO "guests_search" ("rowid", "name") VALUES (new."_row", new."name");
END;

CREATE TABLE "venues" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "address" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "venues_name_unique" ON "venues" ("name");

CREATE INDEX "venues_created_at_id" ON "venues" ("created_at" DESC, "id" DESC);

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

CREATE TABLE "tickets" (
    "id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "code" TEXT,
    "seat" TEXT,
    "scanned_at" TEXT,
    "paid" INTEGER,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("event") REFERENCES "events" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("holder") REFERENCES "guests" ("id") ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX "tickets_code_unique" ON "tickets" ("code");

CREATE UNIQUE INDEX "tickets_seat_unique" ON "tickets" ("seat");

CREATE INDEX "tickets_event_created_at_id" ON "tickets" ("event", "created_at" DESC, "id" DESC);

CREATE INDEX "tickets_holder" ON "tickets" ("holder");
