CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('member', 'manager', 'operator')),
    "active" INTEGER NOT NULL CHECK ("active" IN (0, 1)),
    "boss" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("organisation") REFERENCES "organisations" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("boss") REFERENCES "users" ("id") ON DELETE SET NULL
) STRICT;

CREATE UNIQUE INDEX "users_email_unique" ON "users" ("email");

CREATE INDEX "users_created_at_id" ON "users" ("created_at" DESC, "id" DESC);

CREATE INDEX "users_organisation" ON "users" ("organisation");

CREATE INDEX "users_boss" ON "users" ("boss");
