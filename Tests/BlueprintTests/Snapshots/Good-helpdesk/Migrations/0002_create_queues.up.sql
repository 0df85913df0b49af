CREATE TABLE "queues" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sla" INTEGER NOT NULL,
    "public" INTEGER NOT NULL CHECK ("public" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "queues_code_unique" ON "queues" ("code");

CREATE INDEX "queues_created_at_id" ON "queues" ("created_at" DESC, "id" DESC);

CREATE INDEX "queues_code_id" ON "queues" ("code", "id");

CREATE INDEX "queues_public_created_at_id" ON "queues" ("public", "created_at" DESC, "id" DESC);
