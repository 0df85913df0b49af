CREATE TABLE "jobs" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "zone" TEXT NOT NULL,
    "robot" TEXT,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('fetch', 'store', 'count')),
    "weight" INTEGER NOT NULL,
    "urgent" INTEGER NOT NULL CHECK ("urgent" IN (0, 1)),
    "done" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("zone") REFERENCES "zones" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("robot") REFERENCES "robots" ("id") ON DELETE SET NULL
) STRICT;

CREATE INDEX "jobs_zone_weight_id" ON "jobs" ("zone", "weight" DESC, "id" DESC);

CREATE INDEX "jobs_zone_done_id" ON "jobs" ("zone", "done", "id");

CREATE INDEX "jobs_robot" ON "jobs" ("robot");

CREATE TABLE "jobs_lines" (
    "parent_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "jobs" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "jobs_lines_value" ON "jobs_lines" ("value", "parent_id");

CREATE TABLE "jobs_steps" (
    "parent_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "jobs" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "jobs_steps_value" ON "jobs_steps" ("value", "parent_id");
