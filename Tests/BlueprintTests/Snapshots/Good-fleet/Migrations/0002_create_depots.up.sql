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
