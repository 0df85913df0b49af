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
