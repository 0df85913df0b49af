CREATE TABLE "parties" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "job" TEXT NOT NULL CHECK ("job" IN ('customer', 'courier', 'hub')),
    "region" TEXT NOT NULL CHECK ("region" IN ('north', 'south', 'east, west')),
    "blocked_at" TEXT,
    "rating" INTEGER,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "parties_email_unique" ON "parties" ("email");

CREATE INDEX "parties_created_at_id" ON "parties" ("created_at" DESC, "id" DESC);

CREATE INDEX "parties_rating_id" ON "parties" ("rating", "id");

CREATE INDEX "parties_job_created_at_id" ON "parties" ("job", "created_at" DESC, "id" DESC);

CREATE INDEX "parties_region_created_at_id" ON "parties" ("region", "created_at" DESC, "id" DESC);

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

CREATE TABLE "parcels" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "receiver" TEXT NOT NULL,
    "depot" INTEGER NOT NULL,
    "rider" TEXT,
    "grams" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('announced', 'stored', 'out', 'delivered', 'lost')),
    "due" TEXT NOT NULL,
    "delivered_at" TEXT,
    "size" TEXT NOT NULL CHECK ("size" IN ('s', 'm', 'l')),
    "attempts" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("sender") REFERENCES "parties" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("receiver") REFERENCES "parties" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("depot") REFERENCES "depots" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("rider") REFERENCES "parties" ("id") ON DELETE SET NULL
) STRICT;

CREATE UNIQUE INDEX "parcels_code_unique" ON "parcels" ("code");

CREATE INDEX "parcels_due_id" ON "parcels" ("due", "id");

CREATE INDEX "parcels_grams_id" ON "parcels" ("grams", "id");

CREATE INDEX "parcels_sender" ON "parcels" ("sender");

CREATE INDEX "parcels_receiver" ON "parcels" ("receiver");

CREATE INDEX "parcels_depot" ON "parcels" ("depot");

CREATE INDEX "parcels_rider" ON "parcels" ("rider");

CREATE TABLE "events" (
    "id" TEXT NOT NULL,
    "parcel" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("parcel") REFERENCES "parcels" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("by") REFERENCES "parties" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "events_parcel_created_at_id" ON "events" ("parcel", "created_at", "id");

CREATE INDEX "events_by" ON "events" ("by");
