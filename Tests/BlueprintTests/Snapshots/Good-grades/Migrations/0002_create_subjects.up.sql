CREATE TABLE "subjects" (
    "id" TEXT NOT NULL,
    "short" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "advanced" INTEGER NOT NULL CHECK ("advanced" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "subjects_short_unique" ON "subjects" ("short");

CREATE INDEX "subjects_created_at_id" ON "subjects" ("created_at" DESC, "id" DESC);

CREATE INDEX "subjects_title_id" ON "subjects" ("title", "id");
