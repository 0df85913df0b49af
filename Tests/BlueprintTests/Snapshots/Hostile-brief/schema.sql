CREATE TABLE "tasks" (
    "id" TEXT NOT NULL UNIQUE,
    "select" TEXT NOT NULL,
    "where" TEXT NOT NULL CHECK ("where" IN ('class', 'switch', 'Self')),
    "protocol" TEXT NOT NULL CHECK ("protocol" IN ('*/ ''); DROP TABLE x; --', '"; exit(1) //', '\(fatalError())', '<b>&amp;</b>', '`id` $(id)', '
- evil: true', '# c', '--', '-rf', ' ')),
    "operator" TEXT,
    "throws" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY
) STRICT;

CREATE UNIQUE INDEX "tasks_select_unique" ON "tasks" ("select");

CREATE INDEX "tasks_created_at_id" ON "tasks" ("created_at" DESC, "id" DESC);

CREATE INDEX "tasks_protocol_created_at_id" ON "tasks" ("protocol", "created_at" DESC, "id" DESC);

CREATE VIRTUAL TABLE "tasks_search" USING fts5("select", "operator", content = 'tasks', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "tasks_search_insert" AFTER INSERT ON "tasks" BEGIN
    INSERT INTO "tasks_search" ("rowid", "select", "operator") VALUES (new."_row", new."select", new."operator");
END;

CREATE TRIGGER "tasks_search_delete" AFTER DELETE ON "tasks" BEGIN
    INSERT INTO "tasks_search" ("tasks_search", "rowid", "select", "operator") VALUES ('delete', old."_row", old."select", old."operator");
END;

CREATE TRIGGER "tasks_search_update" AFTER UPDATE OF "select", "operator" ON "tasks" BEGIN
    INSERT INTO "tasks_search" ("tasks_search", "rowid", "select", "operator") VALUES ('delete', old."_row", old."select", old."operator");
    INSERT INTO "tasks_search" ("rowid", "select", "operator") VALUES (new."_row", new."select", new."operator");
END;

CREATE TABLE "errors" (
    "id" TEXT NOT NULL,
    "type" TEXT,
    "init" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("type") REFERENCES "tasks" ("id") ON DELETE SET NULL
) STRICT;

CREATE INDEX "errors_created_at_id" ON "errors" ("created_at" DESC, "id" DESC);

CREATE INDEX "errors_type" ON "errors" ("type");

CREATE TABLE "errors_deinit" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "errors" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "errors_deinit_value" ON "errors_deinit" ("value", "parent_id");

CREATE TABLE "comments" (
    "id" TEXT NOT NULL,
    "default" INTEGER NOT NULL CHECK ("default" IN (0, 1)),
    "import" INTEGER NOT NULL,
    "order" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("order") REFERENCES "errors" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "comments_created_at_id" ON "comments" ("created_at" DESC, "id" DESC);

CREATE INDEX "comments_order" ON "comments" ("order");

CREATE TABLE "groups" (
    "id" TEXT NOT NULL,
    "table" TEXT,
    "index" TEXT,
    "from" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "groups_created_at_id" ON "groups" ("created_at" DESC, "id" DESC);
