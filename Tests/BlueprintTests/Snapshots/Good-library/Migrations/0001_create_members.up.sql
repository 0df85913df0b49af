CREATE TABLE "members" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('reader', 'librarian')),
    "active" INTEGER NOT NULL CHECK ("active" IN (0, 1)),
    "card" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "members_email_unique" ON "members" ("email");

CREATE UNIQUE INDEX "members_card_unique" ON "members" ("card");

CREATE INDEX "members_name_id" ON "members" ("name", "id");

CREATE INDEX "members_role_name_id" ON "members" ("role", "name", "id");

CREATE INDEX "members_active_name_id" ON "members" ("active", "name", "id");
