CREATE TABLE "depots" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "region" TEXT NOT NULL CHECK ("region" IN ('north', 'south', 'east, west')),
    "open" INTEGER NOT NULL CHECK ("open" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX "depots_name_unique" ON "depots" ("name");

CREATE INDEX "depots_created_at_id" ON "depots" ("created_at" DESC, "id" DESC);

CREATE INDEX "depots_open_created_at_id" ON "depots" ("open", "created_at" DESC, "id" DESC);
