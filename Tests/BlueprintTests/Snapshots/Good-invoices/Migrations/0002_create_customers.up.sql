CREATE TABLE "customers" (
    "id" TEXT NOT NULL UNIQUE,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "vat" TEXT,
    "email" TEXT,
    "credit" INTEGER NOT NULL,
    "country" TEXT NOT NULL CHECK ("country" IN ('de', 'at', 'ch', 'other country')),
    "blocked" INTEGER NOT NULL CHECK ("blocked" IN (0, 1)),
    "keeper" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("keeper") REFERENCES "employees" ("id") ON DELETE SET NULL
) STRICT;

CREATE UNIQUE INDEX "customers_number_unique" ON "customers" ("number") WHERE "deleted_at" IS NULL;

CREATE UNIQUE INDEX "customers_vat_unique" ON "customers" ("vat") WHERE "deleted_at" IS NULL;

CREATE INDEX "customers_created_at_id" ON "customers" ("created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "customers_name_id" ON "customers" ("name", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "customers_number_id" ON "customers" ("number", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "customers_credit_id" ON "customers" ("credit", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "customers_blocked_created_at_id" ON "customers" ("blocked", "created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "customers_keeper" ON "customers" ("keeper");

CREATE VIRTUAL TABLE "customers_search" USING fts5("name", "email", content = 'customers', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "customers_search_insert" AFTER INSERT ON "customers" BEGIN
    INSERT INTO "customers_search" ("rowid", "name", "email") VALUES (new."_row", new."name", new."email");
END;

CREATE TRIGGER "customers_search_delete" AFTER DELETE ON "customers" BEGIN
    INSERT INTO "customers_search" ("customers_search", "rowid", "name", "email") VALUES ('delete', old."_row", old."name", old."email");
END;

CREATE TRIGGER "customers_search_update" AFTER UPDATE OF "name", "email" ON "customers" BEGIN
    INSERT INTO "customers_search" ("customers_search", "rowid", "name", "email") VALUES ('delete', old."_row", old."name", old."email");
    INSERT INTO "customers_search" ("rowid", "name", "email") VALUES (new."_row", new."name", new."email");
END;
