CREATE TABLE "workers" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('packer', 'buyer')),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "workers_email_unique" ON "workers" ("email");

CREATE INDEX "workers_created_at_id" ON "workers" ("created_at" DESC, "id" DESC);
