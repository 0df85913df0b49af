CREATE TABLE "issues" (
    "id" TEXT NOT NULL UNIQUE,
    "number" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "sent" INTEGER NOT NULL CHECK ("sent" IN (0, 1)),
    "editor" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("editor") REFERENCES "writers" ("id") ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX "issues_number_unique" ON "issues" ("number");

CREATE UNIQUE INDEX "issues_day_unique" ON "issues" ("day");

CREATE INDEX "issues_number_id" ON "issues" ("number" DESC, "id" DESC);

CREATE INDEX "issues_day_id" ON "issues" ("day", "id");

CREATE INDEX "issues_sent_number_id" ON "issues" ("sent", "number" DESC, "id" DESC);

CREATE INDEX "issues_editor" ON "issues" ("editor");

CREATE VIRTUAL TABLE "issues_search" USING fts5("title", content = 'issues', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "issues_search_insert" AFTER INSERT ON "issues" BEGIN
    INSERT INTO "issues_search" ("rowid", "title") VALUES (new."_row", new."title");
END;

CREATE TRIGGER "issues_search_delete" AFTER DELETE ON "issues" BEGIN
    INSERT INTO "issues_search" ("issues_search", "rowid", "title") VALUES ('delete', old."_row", old."title");
END;

CREATE TRIGGER "issues_search_update" AFTER UPDATE OF "title" ON "issues" BEGIN
    INSERT INTO "issues_search" ("issues_search", "rowid", "title") VALUES ('delete', old."_row", old."title");
    INSERT INTO "issues_search" ("rowid", "title") VALUES (new."_row", new."title");
END;

CREATE TABLE "issues_parts" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "issues" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "issues_parts_value" ON "issues_parts" ("value", "parent_id");
