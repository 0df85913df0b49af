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
