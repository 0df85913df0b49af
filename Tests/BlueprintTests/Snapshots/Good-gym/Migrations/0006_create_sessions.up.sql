CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "gym" TEXT NOT NULL,
    "coach" TEXT NOT NULL,
    "starts" TEXT NOT NULL,
    "places" INTEGER NOT NULL,
    "booked" INTEGER NOT NULL,
    "level" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("gym") REFERENCES "gyms" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("coach") REFERENCES "members" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "sessions_starts_id" ON "sessions" ("starts", "id");

CREATE INDEX "sessions_gym" ON "sessions" ("gym");

CREATE INDEX "sessions_coach" ON "sessions" ("coach");
