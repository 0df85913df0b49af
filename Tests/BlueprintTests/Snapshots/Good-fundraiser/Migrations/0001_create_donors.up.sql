CREATE TABLE "donors" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "nick" TEXT,
    "level" TEXT NOT NULL CHECK ("level" IN ('donor', 'organiser', 'auditor')),
    "state" TEXT NOT NULL CHECK ("state" IN ('active', 'closed')),
    "total" INTEGER NOT NULL,
    "invited_by" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("invited_by") REFERENCES "donors" ("id") ON DELETE SET NULL
) STRICT;

CREATE UNIQUE INDEX "donors_email_unique" ON "donors" ("email") WHERE "deleted_at" IS NULL;

CREATE UNIQUE INDEX "donors_nick_unique" ON "donors" ("nick") WHERE "deleted_at" IS NULL;

CREATE INDEX "donors_total_id" ON "donors" ("total" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "donors_nick_id" ON "donors" ("nick", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "donors_level_total_id" ON "donors" ("level", "total" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "donors_invited_by" ON "donors" ("invited_by");
