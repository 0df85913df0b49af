CREATE TABLE "employees" (
    "id" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "full_name" TEXT NOT NULL,
    "grade" TEXT NOT NULL CHECK ("grade" IN ('clerk', 'accountant', 'cfo')),
    "pin" TEXT,
    "notes" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "employees_username_unique" ON "employees" ("username");

CREATE INDEX "employees_username_id" ON "employees" ("username", "id");

CREATE INDEX "employees_grade_username_id" ON "employees" ("grade", "username", "id");
