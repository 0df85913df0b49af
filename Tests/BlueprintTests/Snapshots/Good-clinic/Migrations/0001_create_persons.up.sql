CREATE TABLE "persons" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "born" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('patient', 'nurse', 'doctor')),
    "state" TEXT NOT NULL CHECK ("state" IN ('active', 'blocked')),
    "insurance" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "persons_email_unique" ON "persons" ("email");
