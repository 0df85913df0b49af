CREATE TABLE "stays" (
    "id" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "nights" INTEGER NOT NULL,
    "people" INTEGER NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('asked', 'agreed', 'refused', 'cancelled')),
    "visitor" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("place") REFERENCES "places" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("visitor") REFERENCES "accounts" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "stays_place_created_at_id" ON "stays" ("place", "created_at" DESC, "id" DESC);

CREATE INDEX "stays_place_from_id" ON "stays" ("place", "from", "id");

CREATE INDEX "stays_place_state_created_at_id" ON "stays" ("place", "state", "created_at" DESC, "id" DESC);

CREATE INDEX "stays_visitor" ON "stays" ("visitor");
