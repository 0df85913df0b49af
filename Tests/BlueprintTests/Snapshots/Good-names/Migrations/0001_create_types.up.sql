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
