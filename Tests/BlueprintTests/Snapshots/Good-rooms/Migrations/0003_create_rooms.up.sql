CREATE TABLE "rooms" (
    "id" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "open" INTEGER NOT NULL CHECK ("open" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("area") REFERENCES "areas" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "rooms_area_created_at_id" ON "rooms" ("area", "created_at" DESC, "id" DESC);
