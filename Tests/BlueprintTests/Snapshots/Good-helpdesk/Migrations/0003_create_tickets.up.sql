CREATE TABLE "tickets" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "queue" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('open', 'pending', 'solved', 'closed')),
    "priority" TEXT NOT NULL CHECK ("priority" IN ('low', 'normal', 'high', 'urgent')),
    "due" TEXT,
    "reporter" TEXT NOT NULL,
    "assignee" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    FOREIGN KEY ("queue") REFERENCES "queues" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("reporter") REFERENCES "users" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("assignee") REFERENCES "users" ("id") ON DELETE SET NULL
) STRICT;

CREATE INDEX "tickets_created_at_id" ON "tickets" ("created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "tickets_priority_id" ON "tickets" ("priority", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "tickets_due_id" ON "tickets" ("due", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "tickets_state_created_at_id" ON "tickets" ("state", "created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "tickets_priority_created_at_id" ON "tickets" ("priority", "created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "tickets_queue_created_at_id" ON "tickets" ("queue", "created_at" DESC, "id" DESC);

CREATE INDEX "tickets_assignee_created_at_id" ON "tickets" ("assignee", "created_at" DESC, "id" DESC);

CREATE INDEX "tickets_reporter" ON "tickets" ("reporter");

CREATE VIRTUAL TABLE "tickets_search" USING fts5("subject", "body", content = 'tickets', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "tickets_search_insert" AFTER INSERT ON "tickets" BEGIN
    INSERT INTO "tickets_search" ("rowid", "subject", "body") VALUES (new."id", new."subject", new."body");
END;

CREATE TRIGGER "tickets_search_delete" AFTER DELETE ON "tickets" BEGIN
    INSERT INTO "tickets_search" ("tickets_search", "rowid", "subject", "body") VALUES ('delete', old."id", old."subject", old."body");
END;

CREATE TRIGGER "tickets_search_update" AFTER UPDATE OF "subject", "body" ON "tickets" BEGIN
    INSERT INTO "tickets_search" ("tickets_search", "rowid", "subject", "body") VALUES ('delete', old."id", old."subject", old."body");
    INSERT INTO "tickets_search" ("rowid", "subject", "body") VALUES (new."id", new."subject", new."body");
END;

CREATE TABLE "tickets_labels" (
    "parent_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "tickets" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "tickets_labels_value" ON "tickets_labels" ("value", "parent_id");
