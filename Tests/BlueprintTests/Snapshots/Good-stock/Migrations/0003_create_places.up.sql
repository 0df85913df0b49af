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
