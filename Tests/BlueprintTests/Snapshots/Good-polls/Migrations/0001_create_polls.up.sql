CREATE TABLE "polls" (
    "id" TEXT NOT NULL UNIQUE,
    "slug" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "opens" TEXT NOT NULL,
    "closes" TEXT NOT NULL,
    "multiple" INTEGER NOT NULL CHECK ("multiple" IN (0, 1)),
    "secret" TEXT,
    "max" INTEGER NOT NULL,
    "min" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY
) STRICT;

CREATE UNIQUE INDEX "polls_slug_unique" ON "polls" ("slug");

CREATE INDEX "polls_created_at_id" ON "polls" ("created_at" DESC, "id" DESC);

CREATE INDEX "polls_closes_id" ON "polls" ("closes", "id");

CREATE INDEX "polls_question_id" ON "polls" ("question", "id");

CREATE INDEX "polls_multiple_created_at_id" ON "polls" ("multiple", "created_at" DESC, "id" DESC);

CREATE VIRTUAL TABLE "polls_search" USING fts5("question", content = 'polls', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "polls_search_insert" AFTER INSERT ON "polls" BEGIN
    INSERT INTO "polls_search" ("rowid", "question") VALUES (new."_row", new."question");
END;

CREATE TRIGGER "polls_search_delete" AFTER DELETE ON "polls" BEGIN
    INSERT INTO "polls_search" ("polls_search", "rowid", "question") VALUES ('delete', old."_row", old."question");
END;

CREATE TRIGGER "polls_search_update" AFTER UPDATE OF "question" ON "polls" BEGIN
    INSERT INTO "polls_search" ("polls_search", "rowid", "question") VALUES ('delete', old."_row", old."question");
    INSERT INTO "polls_search" ("rowid", "question") VALUES (new."_row", new."question");
END;
