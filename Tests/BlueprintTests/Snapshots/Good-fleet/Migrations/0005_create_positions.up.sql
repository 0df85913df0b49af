CREATE TABLE "positions" (
    "id" TEXT NOT NULL,
    "vehicle" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "latitude" INTEGER NOT NULL,
    "longitude" INTEGER NOT NULL,
    "speed" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("vehicle") REFERENCES "vehicles" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "positions_vehicle_at_id" ON "positions" ("vehicle", "at" DESC, "id" DESC);
