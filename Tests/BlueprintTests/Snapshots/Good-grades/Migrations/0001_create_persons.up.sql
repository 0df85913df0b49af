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
