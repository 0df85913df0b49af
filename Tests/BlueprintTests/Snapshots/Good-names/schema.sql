CREATE TABLE "types" (
    "id" TEXT NOT NULL,
    "init" TEXT NOT NULL,
    "class" TEXT NOT NULL CHECK ("class" IN ('Self', 'Any')),
    "default" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "types_init_unique" ON "types" ("init");

CREATE INDEX "types_created_at_id" ON "types" ("created_at" DESC, "id" DESC);

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

CREATE TABLE "strings" (
    "id" TEXT NOT NULL,
    "int" TEXT NOT NULL,
    "struct" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("int") REFERENCES "selects" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "strings_int_created_at_id" ON "strings" ("int", "created_at" DESC, "id" DESC);
