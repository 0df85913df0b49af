CREATE TABLE "enrolments" (
    "id" TEXT NOT NULL,
    "course" TEXT NOT NULL,
    "learner" TEXT NOT NULL,
    "remark" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("course") REFERENCES "courses" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("learner") REFERENCES "persons" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "enrolments_course_created_at_id" ON "enrolments" ("course", "created_at" DESC, "id" DESC);

CREATE INDEX "enrolments_learner" ON "enrolments" ("learner");
