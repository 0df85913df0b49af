CREATE TABLE "selects" (
    "id" TEXT NOT NULL,
    "stars" INTEGER NOT NULL,
    "values" TEXT NOT NULL,
    "where" TEXT NOT NULL,
    "order" TEXT,
    "is_true" INTEGER NOT NULL CHECK ("is_true" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("where") REFERENCES "types" ("id") ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX "selects_values_unique" ON "selects" ("values");

CREATE INDEX "selects_stars_id" ON "selects" ("stars", "id");

CREATE INDEX "selects_values_id" ON "selects" ("values", "id");

CREATE INDEX "selects_is_true_stars_id" ON "selects" ("is_true", "stars", "id");

CREATE INDEX "selects_where" ON "selects" ("where");
