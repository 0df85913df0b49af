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
