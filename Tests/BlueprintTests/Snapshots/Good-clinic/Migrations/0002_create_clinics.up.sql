CREATE TABLE "clinics" (
    "id" TEXT NOT NULL UNIQUE,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "opens" INTEGER NOT NULL,
    "closes" INTEGER NOT NULL,
    "public" INTEGER NOT NULL CHECK ("public" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    "_row" INTEGER PRIMARY KEY
) STRICT;

CREATE UNIQUE INDEX "clinics_slug_unique" ON "clinics" ("slug") WHERE "deleted_at" IS NULL;

CREATE INDEX "clinics_name_id" ON "clinics" ("name", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "clinics_city_name_id" ON "clinics" ("city", "name", "id") WHERE "deleted_at" IS NULL;

CREATE VIRTUAL TABLE "clinics_search" USING fts5("name", "city", content = 'clinics', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "clinics_search_insert" AFTER INSERT ON "clinics" BEGIN
    INSERT INTO "clinics_search" ("rowid", "name", "city") VALUES (new."_row", new."name", new."city");
END;

CREATE TRIGGER "clinics_search_delete" AFTER DELETE ON "clinics" BEGIN
    INSERT INTO "clinics_search" ("clinics_search", "rowid", "name", "city") VALUES ('delete', old."_row", old."name", old."city");
END;

CREATE TRIGGER "clinics_search_update" AFTER UPDATE OF "name", "city" ON "clinics" BEGIN
    INSERT INTO "clinics_search" ("clinics_search", "rowid", "name", "city") VALUES ('delete', old."_row", old."name", old."city");
    INSERT INTO "clinics_search" ("rowid", "name", "city") VALUES (new."_row", new."name", new."city");
END;
