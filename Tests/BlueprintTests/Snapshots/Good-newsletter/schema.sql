CREATE TABLE "writers" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('writer', 'chief')),
    "bio" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "writers_email_unique" ON "writers" ("email");

CREATE INDEX "writers_created_at_id" ON "writers" ("created_at" DESC, "id" DESC);

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

CREATE TABLE "comments" (
    "id" TEXT NOT NULL,
    "issue" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "mail" TEXT,
    "flagged" INTEGER NOT NULL CHECK ("flagged" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("issue") REFERENCES "issues" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "comments_issue_created_at_id" ON "comments" ("issue", "created_at", "id");

CREATE TABLE "subscribers" (
    "id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "every" TEXT NOT NULL CHECK ("every" IN ('issue', 'month')),
    "token" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "subscribers_address_unique" ON "subscribers" ("address");

CREATE INDEX "subscribers_created_at_id" ON "subscribers" ("created_at" DESC, "id" DESC);

CREATE INDEX "subscribers_address_id" ON "subscribers" ("address", "id");

CREATE INDEX "subscribers_every_created_at_id" ON "subscribers" ("every", "created_at" DESC, "id" DESC);

CREATE TABLE "subscribers_topics" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL CHECK ("value" IN ('tech', 'arts', 'food')),
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "subscribers" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "subscribers_topics_value" ON "subscribers_topics" ("value", "parent_id");
