CREATE TABLE "owners" (
    "id" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "blocked" INTEGER NOT NULL CHECK ("blocked" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "owners_handle_unique" ON "owners" ("handle");
