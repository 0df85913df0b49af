CREATE TABLE "flags" (
    "id" TEXT NOT NULL UNIQUE,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "owner" TEXT NOT NULL,
    "on" INTEGER NOT NULL CHECK ("on" IN (0, 1)),
    "payload" TEXT NOT NULL,
    "extra" TEXT,
    "share" INTEGER NOT NULL,
    "retire_on" TEXT,
    "frozen" INTEGER NOT NULL CHECK ("frozen" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("owner") REFERENCES "teams" ("id") ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX "flags_name_unique" ON "flags" ("name") WHERE "deleted_at" IS NULL;

CREATE INDEX "flags_name_id" ON "flags" ("name", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "flags_share_id" ON "flags" ("share", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "flags_retire_on_id" ON "flags" ("retire_on", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "flags_on_name_id" ON "flags" ("on", "name", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "flags_owner_name_id" ON "flags" ("owner", "name", "id");

CREATE VIRTUAL TABLE "flags_search" USING fts5("name", "description", content = 'flags', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "flags_search_insert" AFTER INSERT ON "flags" BEGIN
    INSERT INTO "flags_search" ("rowid", "name", "description") VALUES (new."_row", new."name", new."description");
END;

CREATE TRIGGER "flags_search_delete" AFTER DELETE ON "flags" BEGIN
    INSERT INTO "flags_search" ("flags_search", "rowid", "name", "description") VALUES ('delete', old."_row", old."name", old."description");
END;

CREATE TRIGGER "flags_search_update" AFTER UPDATE OF "name", "description" ON "flags" BEGIN
    INSERT INTO "flags_search" ("flags_search", "rowid", "name", "description") VALUES ('delete', old."_row", old."name", old."description");
    INSERT INTO "flags_search" ("rowid", "name", "description") VALUES (new."_row", new."name", new."description");
END;

CREATE TABLE "flags_environments" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL CHECK ("value" IN ('dev', 'staging', 'prod')),
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "flags" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "flags_environments_value" ON "flags_environments" ("value", "parent_id");

CREATE TABLE "flags_tags" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "flags" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "flags_tags_value" ON "flags_tags" ("value", "parent_id");
