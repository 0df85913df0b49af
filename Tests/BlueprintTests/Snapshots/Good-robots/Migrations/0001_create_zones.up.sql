CREATE TABLE "zones" (
    "id" TEXT NOT NULL,
    "letter" TEXT NOT NULL,
    "floor" INTEGER NOT NULL,
    "slots" TEXT NOT NULL CHECK ("slots" IN ('gold', 'silver', 'bronze')),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "zones_letter_unique" ON "zones" ("letter");

CREATE UNIQUE INDEX "zones_slots_unique" ON "zones" ("slots");

CREATE INDEX "zones_letter_id" ON "zones" ("letter", "id");

CREATE INDEX "zones_floor_id" ON "zones" ("floor", "id");
