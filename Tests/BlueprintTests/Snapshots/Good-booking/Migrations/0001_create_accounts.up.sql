CREATE TABLE "accounts" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "display" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('guest', 'host', 'admin')),
    "state" TEXT NOT NULL CHECK ("state" IN ('active', 'suspended')),
    "born" TEXT,
    "secret" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "accounts_email_unique" ON "accounts" ("email") WHERE "deleted_at" IS NULL;

CREATE INDEX "accounts_created_at_id" ON "accounts" ("created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;
