CREATE TABLE "owners" (
    "id" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "blocked" INTEGER NOT NULL CHECK ("blocked" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "owners_handle_unique" ON "owners" ("handle");

CREATE TABLE "notes" (
    "id" TEXT NOT NULL UNIQUE,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "stars" INTEGER NOT NULL,
    "owner" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("owner") REFERENCES "owners" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "notes_owner_created_at_id" ON "notes" ("owner", "created_at" DESC, "id" DESC);

CREATE INDEX "notes_owner_stars_created_at_id" ON "notes" ("owner", "stars", "created_at" DESC, "id" DESC);

CREATE VIRTUAL TABLE "notes_search" USING fts5("title", "body", content = 'notes', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "notes_search_insert" AFTER INSERT ON "notes" BEGIN
    INSERT INTO "notes_search" ("rowid", "title", "body") VALUES (new."_row", new."title", new."body");
END;

CREATE TRIGGER "notes_search_delete" AFTER DELETE ON "notes" BEGIN
    INSERT INTO "notes_search" ("notes_search", "rowid", "title", "body") VALUES ('delete', old."_row", old."title", old."body");
END;

CREATE TRIGGER "notes_search_update" AFTER UPDATE OF "title", "body" ON "notes" BEGIN
    INSERT INTO "notes_search" ("notes_search", "rowid", "title", "body") VALUES ('delete', old."_row", old."title", old."body");
    INSERT INTO "notes_search" ("rowid", "title", "body") VALUES (new."_row", new."title", new."body");
END;
