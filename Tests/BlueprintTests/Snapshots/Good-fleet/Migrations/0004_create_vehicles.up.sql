CREATE TABLE "vehicles" (
    "id" TEXT NOT NULL,
    "depot" TEXT NOT NULL,
    "plate" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "load" INTEGER NOT NULL,
    "odometer" INTEGER NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('idle', 'driving', 'workshop')),
    "pilot" TEXT,
    "seen" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("depot") REFERENCES "depots" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("pilot") REFERENCES "drivers" ("id") ON DELETE SET NULL
) STRICT;

CREATE UNIQUE INDEX "vehicles_plate_unique" ON "vehicles" ("plate");

CREATE INDEX "vehicles_depot_odometer_id" ON "vehicles" ("depot", "odometer" DESC, "id" DESC);

CREATE INDEX "vehicles_depot_load_id" ON "vehicles" ("depot", "load", "id");

CREATE INDEX "vehicles_depot_state_odometer_id" ON "vehicles" ("depot", "state", "odometer" DESC, "id" DESC);

CREATE INDEX "vehicles_pilot" ON "vehicles" ("pilot");
