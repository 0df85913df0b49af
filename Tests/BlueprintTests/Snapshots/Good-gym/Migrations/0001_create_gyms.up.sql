CREATE TABLE "gyms" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "open" INTEGER NOT NULL CHECK ("open" IN (0, 1)),
    "opens_at" INTEGER NOT NULL,
    "closes_at" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "gyms_name_unique" ON "gyms" ("name");

CREATE INDEX "gyms_created_at_id" ON "gyms" ("created_at" DESC, "id" DESC);
