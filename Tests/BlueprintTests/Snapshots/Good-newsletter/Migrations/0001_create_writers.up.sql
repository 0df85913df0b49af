CREATE TABLE "writers" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('writer', 'chief')),
    "bio" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "writers_email_unique" ON "writers" ("email");

CREATE INDEX "writers_created_at_id" ON "writers" ("created_at" DESC, "id" DESC);
