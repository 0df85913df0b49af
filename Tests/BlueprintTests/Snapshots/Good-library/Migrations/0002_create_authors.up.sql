CREATE TABLE "authors" (
    "id" TEXT NOT NULL UNIQUE,
    "name" TEXT NOT NULL,
    "born" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY
) STRICT;

CREATE UNIQUE INDEX "authors_name_unique" ON "authors" ("name");

CREATE INDEX "authors_created_at_id" ON "authors" ("created_at" DESC, "id" DESC);

CREATE VIRTUAL TABLE "authors_search" USING fts5("name", content = 'authors', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "authors_search_insert" AFTER INSERT ON "authors" BEGIN
    INSERT INTO "authors_search" ("rowid", "name") VALUES (new."_row", new."name");
END;

CREATE TRIGGER "authors_search_delete" AFTER DELETE ON "authors" BEGIN
    INSERT INTO "authors_search" ("authors_search", "rowid", "name") VALUES ('delete', old."_row", old."name");
END;

CREATE TRIGGER "authors_search_update" AFTER UPDATE OF "name" ON "authors" BEGIN
    INSERT INTO "authors_search" ("authors_search", "rowid", "name") VALUES ('delete', old."_row", old."name");
    INSERT INTO "authors_search" ("rowid", "name") VALUES (new."_row", new."name");
END;

CREATE TABLE "authors_tags" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "authors" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "authors_tags_value" ON "authors_tags" ("value", "parent_id");
