CREATE TABLE "categories" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "parent" INTEGER,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("parent") REFERENCES "categories" ("id") ON DELETE SET NULL
) STRICT;

CREATE UNIQUE INDEX "categories_name_unique" ON "categories" ("name");

CREATE INDEX "categories_name_id" ON "categories" ("name", "id");

CREATE INDEX "categories_parent" ON "categories" ("parent");
