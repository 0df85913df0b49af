CREATE TABLE "organisations" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "plan" TEXT NOT NULL CHECK ("plan" IN ('free', 'paid')),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "organisations_code_unique" ON "organisations" ("code");

CREATE INDEX "organisations_created_at_id" ON "organisations" ("created_at" DESC, "id" DESC);

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

CREATE TABLE "projects" (
    "id" TEXT NOT NULL UNIQUE,
    "organisation" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "closed" INTEGER NOT NULL CHECK ("closed" IN (0, 1)),
    "lead" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("organisation") REFERENCES "organisations" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("lead") REFERENCES "users" ("id") ON DELETE SET NULL
) STRICT;

CREATE INDEX "projects_created_at_id" ON "projects" ("created_at" DESC, "id" DESC);

CREATE INDEX "projects_name_id" ON "projects" ("name", "id");

CREATE INDEX "projects_closed_created_at_id" ON "projects" ("closed", "created_at" DESC, "id" DESC);

CREATE INDEX "projects_lead_created_at_id" ON "projects" ("lead", "created_at" DESC, "id" DESC);

CREATE INDEX "projects_organisation" ON "projects" ("organisation");

CREATE VIRTUAL TABLE "projects_search" USING fts5("name", content = 'projects', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "projects_search_insert" AFTER INSERT ON "projects" BEGIN
    INSERT INTO "projects_search" ("rowid", "name") VALUES (new."_row", new."name");
END;

CREATE TRIGGER "projects_search_delete" AFTER DELETE ON "projects" BEGIN
    INSERT INTO "projects_search" ("projects_search", "rowid", "name") VALUES ('delete', old."_row", old."name");
END;

CREATE TRIGGER "projects_search_update" AFTER UPDATE OF "name" ON "projects" BEGIN
    INSERT INTO "projects_search" ("projects_search", "rowid", "name") VALUES ('delete', old."_row", old."name");
    INSERT INTO "projects_search" ("rowid", "name") VALUES (new."_row", new."name");
END;
