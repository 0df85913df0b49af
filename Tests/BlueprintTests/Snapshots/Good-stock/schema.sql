CREATE TABLE "workers" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('packer', 'buyer')),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "workers_email_unique" ON "workers" ("email");

CREATE INDEX "workers_created_at_id" ON "workers" ("created_at" DESC, "id" DESC);

CREATE TABLE "parts" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "note" TEXT,
    "keeper" TEXT,
    "counted" TEXT,
    "depth" INTEGER NOT NULL,
    "is_many" INTEGER NOT NULL CHECK ("is_many" IN (0, 1)),
    "opens" TEXT NOT NULL,
    "closes" TEXT NOT NULL,
    "value_of_everything_that_lies_in_this_place" INTEGER NOT NULL,
    "value_of_everything_that_was_taken_away" INTEGER,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("keeper") REFERENCES "workers" ("id") ON DELETE SET NULL
) STRICT;

CREATE INDEX "parts_created_at_id" ON "parts" ("created_at" DESC, "id" DESC);

CREATE INDEX "parts_keeper" ON "parts" ("keeper");

CREATE TABLE "places" (
    "id" TEXT NOT NULL,
    "public" INTEGER NOT NULL CHECK ("public" IN (0, 1)),
    "next" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("next") REFERENCES "places" ("id") ON DELETE SET NULL
) STRICT;

CREATE INDEX "places_next" ON "places" ("next");

CREATE TABLE "shelfs" (
    "id" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "beside" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("place") REFERENCES "places" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("beside") REFERENCES "places" ("id") ON DELETE SET NULL
) STRICT;

CREATE INDEX "shelfs_place_created_at_id" ON "shelfs" ("place", "created_at" DESC, "id" DESC);

CREATE INDEX "shelfs_beside" ON "shelfs" ("beside");
