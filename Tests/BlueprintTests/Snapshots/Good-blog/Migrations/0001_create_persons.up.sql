CREATE TABLE "persons" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "bio" TEXT,
    "role" TEXT NOT NULL CHECK ("role" IN ('reader', 'writer', 'editor')),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "persons_email_unique" ON "persons" ("email");

CREATE INDEX "persons_created_at_id" ON "persons" ("created_at" DESC, "id" DESC);
