CREATE TABLE "companies" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "plan" TEXT NOT NULL CHECK ("plan" IN ('trial', 'paid', 'past due')),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "companies_code_unique" ON "companies" ("code");

CREATE INDEX "companies_created_at_id" ON "companies" ("created_at" DESC, "id" DESC);
