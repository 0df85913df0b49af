CREATE TABLE "persons" (
    "id" TEXT NOT NULL UNIQUE,
    "email" TEXT NOT NULL,
    "first" TEXT NOT NULL,
    "last" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('pupil', 'teacher', 'head')),
    "status" TEXT NOT NULL CHECK ("status" IN ('enrolled', 'graduated', 'expelled')),
    "level" INTEGER NOT NULL,
    "guardian" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("guardian") REFERENCES "persons" ("id") ON DELETE SET NULL
) STRICT;

CREATE UNIQUE INDEX "persons_email_unique" ON "persons" ("email") WHERE "deleted_at" IS NULL;

CREATE INDEX "persons_last_id" ON "persons" ("last", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "persons_level_id" ON "persons" ("level", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "persons_role_last_id" ON "persons" ("role", "last", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "persons_status_last_id" ON "persons" ("status", "last", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "persons_guardian" ON "persons" ("guardian");

CREATE VIRTUAL TABLE "persons_search" USING fts5("first", "last", "email", content = 'persons', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "persons_search_insert" AFTER INSERT ON "persons" BEGIN
    INSERT INTO "persons_search" ("rowid", "first", "last", "email") VALUES (new."_row", new."first", new."last", new."email");
END;

CREATE TRIGGER "persons_search_delete" AFTER DELETE ON "persons" BEGIN
    INSERT INTO "persons_search" ("persons_search", "rowid", "first", "last", "email") VALUES ('delete', old."_row", old."first", old."last", old."email");
END;

CREATE TRIGGER "persons_search_update" AFTER UPDATE OF "first", "last", "email" ON "persons" BEGIN
    INSERT INTO "persons_search" ("persons_search", "rowid", "first", "last", "email") VALUES ('delete', old."_row", old."first", old."last", old."email");
    INSERT INTO "persons_search" ("rowid", "first", "last", "email") VALUES (new."_row", new."first", new."last", new."email");
END;

CREATE TABLE "subjects" (
    "id" TEXT NOT NULL,
    "short" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "advanced" INTEGER NOT NULL CHECK ("advanced" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "subjects_short_unique" ON "subjects" ("short");

CREATE INDEX "subjects_created_at_id" ON "subjects" ("created_at" DESC, "id" DESC);

CREATE INDEX "subjects_title_id" ON "subjects" ("title", "id");

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
