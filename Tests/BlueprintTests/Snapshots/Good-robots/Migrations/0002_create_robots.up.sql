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
