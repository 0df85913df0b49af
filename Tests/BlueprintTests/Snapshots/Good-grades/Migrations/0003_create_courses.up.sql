CREATE TABLE "courses" (
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "tutor" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "term" TEXT NOT NULL CHECK ("term" IN ('autumn', 'spring')),
    "closed" INTEGER NOT NULL CHECK ("closed" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("subject") REFERENCES "subjects" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("tutor") REFERENCES "persons" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "courses_subject_year_id" ON "courses" ("subject", "year" DESC, "id" DESC);

CREATE INDEX "courses_subject_year_id_2" ON "courses" ("subject", "year", "id" DESC);

CREATE INDEX "courses_subject_term_year_id" ON "courses" ("subject", "term", "year" DESC, "id" DESC);

CREATE INDEX "courses_subject_closed_year_id" ON "courses" ("subject", "closed", "year" DESC, "id" DESC);

CREATE INDEX "courses_tutor" ON "courses" ("tutor");

CREATE TABLE "courses_rooms" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "courses" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "courses_rooms_value" ON "courses_rooms" ("value", "parent_id");
