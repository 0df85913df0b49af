CREATE TABLE "workouts" (
    "id" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('run', 'lift', 'swim')),
    "notes" TEXT,
    "shared" INTEGER NOT NULL CHECK ("shared" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("who") REFERENCES "members" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "workouts_who_day_id" ON "workouts" ("who", "day" DESC, "id" DESC);

CREATE INDEX "workouts_who_minutes_id" ON "workouts" ("who", "minutes", "id");

CREATE INDEX "workouts_who_kind_day_id" ON "workouts" ("who", "kind", "day" DESC, "id" DESC);
