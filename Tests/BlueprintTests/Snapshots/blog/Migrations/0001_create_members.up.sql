CREATE TABLE "members" (
    "id" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "level" TEXT NOT NULL CHECK ("level" IN ('reader', 'editor')),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "members_handle_unique" ON "members" ("handle");
