CREATE TABLE "drivers" (
    "id" TEXT NOT NULL,
    "badge" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "rank" TEXT NOT NULL CHECK ("rank" IN ('driver', 'dispatcher', 'owner')),
    "depot" TEXT NOT NULL,
    "employed" INTEGER NOT NULL CHECK ("employed" IN (0, 1)),
    "licence" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("depot") REFERENCES "depots" ("id") ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX "drivers_badge_unique" ON "drivers" ("badge");

CREATE INDEX "drivers_created_at_id" ON "drivers" ("created_at" DESC, "id" DESC);

CREATE INDEX "drivers_name_id" ON "drivers" ("name", "id");

CREATE INDEX "drivers_rank_created_at_id" ON "drivers" ("rank", "created_at" DESC, "id" DESC);

CREATE INDEX "drivers_depot_created_at_id" ON "drivers" ("depot", "created_at" DESC, "id" DESC);
