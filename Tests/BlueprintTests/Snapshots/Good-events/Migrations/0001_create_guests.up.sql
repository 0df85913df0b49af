CREATE TABLE "guests" (
    "id" TEXT NOT NULL UNIQUE,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('guest', 'organiser', 'staff')),
    "birthday" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY
) STRICT;

CREATE UNIQUE INDEX "guests_email_unique" ON "guests" ("email");

CREATE INDEX "guests_created_at_id" ON "guests" ("created_at" DESC, "id" DESC);

CREATE INDEX "guests_birthday_id" ON "guests" ("birthday", "id");

CREATE VIRTUAL TABLE "guests_search" USING fts5("name", content = 'guests', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "guests_search_insert" AFTER INSERT ON "guests" BEGIN
    INSERT INTO "guests_search" ("rowid", "name") VALUES (new."_row", new."name");
END;

CREATE TRIGGER "guests_search_delete" AFTER DELETE ON "guests" BEGIN
    INSERT INTO "guests_search" ("guests_search", "rowid", "name") VALUES ('delete', old."_row", old."name");
END;

CREATE TRIGGER "guests_search_update" AFTER UPDATE OF "name" ON "guests" BEGIN
    INSERT INTO "guests_search" ("guests_search", "rowid", "name") VALUES ('delete', old."_row", old."name");
    INSERT INTO "guests_search" ("rowid", "name") VALUES (new."_row", new."name");
END;
