CREATE TABLE "products" (
    "id" TEXT NOT NULL UNIQUE,
    "sku" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "price" INTEGER NOT NULL,
    "cost" INTEGER,
    "weight" INTEGER,
    "is_active" INTEGER NOT NULL CHECK ("is_active" IN (0, 1)),
    "available_from" TEXT,
    "website" TEXT,
    "details" TEXT,
    "category" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("category") REFERENCES "categories" ("id") ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX "products_sku_unique" ON "products" ("sku");

CREATE INDEX "products_price_id" ON "products" ("price", "id");

CREATE INDEX "products_name_id" ON "products" ("name", "id");

CREATE INDEX "products_created_at_id" ON "products" ("created_at", "id");

CREATE INDEX "products_category_price_id" ON "products" ("category", "price", "id");

CREATE INDEX "products_is_active_price_id" ON "products" ("is_active", "price", "id");

CREATE INDEX "products_weight" ON "products" ("weight");

CREATE VIRTUAL TABLE "products_search" USING fts5("name", content = 'products', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "products_search_insert" AFTER INSERT ON "products" BEGIN
    INSERT INTO "products_search" ("rowid", "name") VALUES (new."_row", new."name");
END;

CREATE TRIGGER "products_search_delete" AFTER DELETE ON "products" BEGIN
    INSERT INTO "products_search" ("products_search", "rowid", "name") VALUES ('delete', old."_row", old."name");
END;

CREATE TRIGGER "products_search_update" AFTER UPDATE OF "name" ON "products" BEGIN
    INSERT INTO "products_search" ("products_search", "rowid", "name") VALUES ('delete', old."_row", old."name");
    INSERT INTO "products_search" ("rowid", "name") VALUES (new."_row", new."name");
END;

CREATE TABLE "products_colours" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL CHECK ("value" IN ('red', 'green', 'dark blue')),
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "products" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "products_colours_value" ON "products_colours" ("value", "parent_id");
