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
