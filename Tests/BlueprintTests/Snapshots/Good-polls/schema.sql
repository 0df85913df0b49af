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

CREATE TABLE "choices" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "poll" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "votes" INTEGER NOT NULL,
    "parent" INTEGER,
    "weight" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("poll") REFERENCES "polls" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("parent") REFERENCES "choices" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "choices_poll_votes_id" ON "choices" ("poll", "votes" DESC, "id" DESC);

CREATE INDEX "choices_poll_weight_id" ON "choices" ("poll", "weight", "id");

CREATE INDEX "choices_poll_parent_votes_id" ON "choices" ("poll", "parent", "votes" DESC, "id" DESC);

CREATE INDEX "choices_parent" ON "choices" ("parent");

CREATE TABLE "choices_days" (
    "parent_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "choices" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "choices_days_value" ON "choices_days" ("value", "parent_id");

CREATE TABLE "ballots" (
    "id" TEXT NOT NULL,
    "choice" INTEGER NOT NULL,
    "email" TEXT NOT NULL,
    "weight" INTEGER NOT NULL,
    "ip" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("choice") REFERENCES "choices" ("id") ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX "ballots_email_unique" ON "ballots" ("email");

CREATE INDEX "ballots_choice_created_at_id" ON "ballots" ("choice", "created_at" DESC, "id" DESC);
