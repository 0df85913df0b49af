CREATE TABLE "zones" (
    "id" TEXT NOT NULL,
    "letter" TEXT NOT NULL,
    "floor" INTEGER NOT NULL,
    "slots" TEXT NOT NULL CHECK ("slots" IN ('gold', 'silver', 'bronze')),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "zones_letter_unique" ON "zones" ("letter");

CREATE UNIQUE INDEX "zones_slots_unique" ON "zones" ("slots");

CREATE INDEX "zones_letter_id" ON "zones" ("letter", "id");

CREATE INDEX "zones_floor_id" ON "zones" ("floor", "id");

CREATE TABLE "robots" (
    "id" TEXT NOT NULL UNIQUE,
    "number" INTEGER NOT NULL,
    "zone" TEXT NOT NULL,
    "buddy" TEXT,
    "battery" INTEGER NOT NULL,
    "gain" INTEGER NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('idle', 'busy', 'charging', 'broken')),
    "checked_on" TEXT NOT NULL,
    "service_at" TEXT NOT NULL,
    "firmware" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("zone") REFERENCES "zones" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("buddy") REFERENCES "robots" ("id") ON DELETE SET NULL
) STRICT;

CREATE UNIQUE INDEX "robots_number_unique" ON "robots" ("number");

CREATE UNIQUE INDEX "robots_checked_on_unique" ON "robots" ("checked_on");

CREATE INDEX "robots_number_id" ON "robots" ("number", "id");

CREATE INDEX "robots_battery_id" ON "robots" ("battery", "id");

CREATE INDEX "robots_service_at_id" ON "robots" ("service_at", "id");

CREATE INDEX "robots_zone_number_id" ON "robots" ("zone", "number", "id");

CREATE INDEX "robots_state_number_id" ON "robots" ("state", "number", "id");

CREATE INDEX "robots_buddy_number_id" ON "robots" ("buddy", "number", "id");

CREATE VIRTUAL TABLE "robots_search" USING fts5("firmware", content = 'robots', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "robots_search_insert" AFTER INSERT ON "robots" BEGIN
    INSERT INTO "robots_search" ("rowid", "firmware") VALUES (new."_row", new."firmware");
END;

CREATE TRIGGER "robots_search_delete" AFTER DELETE ON "robots" BEGIN
    INSERT INTO "robots_search" ("robots_search", "rowid", "firmware") VALUES ('delete', old."_row", old."firmware");
END;

CREATE TRIGGER "robots_search_update" AFTER UPDATE OF "firmware" ON "robots" BEGIN
    INSERT INTO "robots_search" ("robots_search", "rowid", "firmware") VALUES ('delete', old."_row", old."firmware");
    INSERT INTO "robots_search" ("rowid", "firmware") VALUES (new."_row", new."firmware");
END;

CREATE TABLE "jobs" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "zone" TEXT NOT NULL,
    "robot" TEXT,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('fetch', 'store', 'count')),
    "weight" INTEGER NOT NULL,
    "urgent" INTEGER NOT NULL CHECK ("urgent" IN (0, 1)),
    "done" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("zone") REFERENCES "zones" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("robot") REFERENCES "robots" ("id") ON DELETE SET NULL
) STRICT;

CREATE INDEX "jobs_zone_weight_id" ON "jobs" ("zone", "weight" DESC, "id" DESC);

CREATE INDEX "jobs_zone_done_id" ON "jobs" ("zone", "done", "id");

CREATE INDEX "jobs_robot" ON "jobs" ("robot");

CREATE TABLE "jobs_lines" (
    "parent_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "jobs" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "jobs_lines_value" ON "jobs_lines" ("value", "parent_id");

CREATE TABLE "jobs_steps" (
    "parent_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "jobs" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "jobs_steps_value" ON "jobs_steps" ("value", "parent_id");
