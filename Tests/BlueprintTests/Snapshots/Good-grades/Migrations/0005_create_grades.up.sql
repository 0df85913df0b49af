CREATE TABLE "grades" (
    "id" TEXT NOT NULL,
    "enrolment" TEXT NOT NULL,
    "mark" INTEGER NOT NULL,
    "weight" INTEGER NOT NULL,
    "given" TEXT NOT NULL,
    "comment" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("enrolment") REFERENCES "enrolments" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "grades_enrolment_given_id" ON "grades" ("enrolment", "given" DESC, "id" DESC);

CREATE INDEX "grades_enrolment_mark_id" ON "grades" ("enrolment", "mark", "id");

CREATE INDEX "grades_enrolment_mark_given_id" ON "grades" ("enrolment", "mark", "given" DESC, "id" DESC);

CREATE TABLE "grades_tags" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL CHECK ("value" IN ('oral', 'written', 'homework')),
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "grades" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "grades_tags_value" ON "grades_tags" ("value", "parent_id");
