CREATE TABLE "ratings" (
    "id" TEXT NOT NULL,
    "episode" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "stars" INTEGER NOT NULL,
    "text" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("episode") REFERENCES "episodes" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("by") REFERENCES "account2s" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "ratings_episode_created_at_id" ON "ratings" ("episode", "created_at" DESC, "id" DESC);

CREATE INDEX "ratings_episode_stars_id" ON "ratings" ("episode", "stars", "id");

CREATE INDEX "ratings_episode_stars_created_at_id" ON "ratings" ("episode", "stars", "created_at" DESC, "id" DESC);

CREATE INDEX "ratings_by" ON "ratings" ("by");
