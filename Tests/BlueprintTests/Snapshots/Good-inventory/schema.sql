CREATE TABLE "items" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "sku" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "select" INTEGER NOT NULL CHECK ("select" IN (0, 1)),
    "weight" INTEGER,
    "spec" TEXT,
    "home" TEXT,
    "ref" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL
) STRICT;

CREATE INDEX "items_created_at_id" ON "items" ("created_at" DESC, "id" DESC);

CREATE INDEX "items_name_id" ON "items" ("name", "id");

CREATE INDEX "items_weight_id" ON "items" ("weight", "id");

CREATE INDEX "items_select_created_at_id" ON "items" ("select", "created_at" DESC, "id" DESC);

CREATE INDEX "items_ref_created_at_id" ON "items" ("ref", "created_at" DESC, "id" DESC);

CREATE TABLE "errors" (
    "id" TEXT NOT NULL,
    "task" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "errors_created_at_id" ON "errors" ("created_at" DESC, "id" DESC);

CREATE INDEX "errors_task" ON "errors" ("task");
