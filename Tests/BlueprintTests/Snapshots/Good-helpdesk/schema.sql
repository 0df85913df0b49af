CREATE TABLE "users" (
    "id" TEXT NOT NULL UNIQUE,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('customer', 'agent', 'lead')),
    "active" INTEGER NOT NULL CHECK ("active" IN (0, 1)),
    "phone" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY
) STRICT;

CREATE UNIQUE INDEX "users_email_unique" ON "users" ("email");

CREATE INDEX "users_created_at_id" ON "users" ("created_at" DESC, "id" DESC);

CREATE INDEX "users_name_id" ON "users" ("name", "id");

CREATE INDEX "users_role_created_at_id" ON "users" ("role", "created_at" DESC, "id" DESC);

CREATE INDEX "users_active_created_at_id" ON "users" ("active", "created_at" DESC, "id" DESC);

CREATE VIRTUAL TABLE "users_search" USING fts5("name", "email", content = 'users', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "users_search_insert" AFTER INSERT ON "users" BEGIN
    INSERT INTO "users_search" ("rowid", "name", "email") VALUES (new."_row", new."name", new."email");
END;

CREATE TRIGGER "users_search_delete" AFTER DELETE ON "users" BEGIN
    INSERT INTO "users_search" ("users_search", "rowid", "name", "email") VALUES ('delete', old."_row", old."name", old."email");
END;

CREATE TRIGGER "users_search_update" AFTER UPDATE OF "name", "email" ON "users" BEGIN
    INSERT INTO "users_search" ("users_search", "rowid", "name", "email") VALUES ('delete', old."_row", old."name", old."email");
    INSERT INTO "users_search" ("rowid", "name", "email") VALUES (new."_row", new."name", new."email");
END;

CREATE TABLE "queues" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "sla" INTEGER NOT NULL,
    "public" INTEGER NOT NULL CHECK ("public" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "queues_code_unique" ON "queues" ("code");

CREATE INDEX "queues_created_at_id" ON "queues" ("created_at" DESC, "id" DESC);

CREATE INDEX "queues_code_id" ON "queues" ("code", "id");

CREATE INDEX "queues_public_created_at_id" ON "queues" ("public", "created_at" DESC, "id" DESC);

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

CREATE TABLE "messages" (
    "id" TEXT NOT NULL,
    "ticket" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "internal" INTEGER NOT NULL CHECK ("internal" IN (0, 1)),
    "author" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("ticket") REFERENCES "tickets" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("author") REFERENCES "users" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "messages_ticket_created_at_id" ON "messages" ("ticket", "created_at" DESC, "id" DESC);

CREATE INDEX "messages_author" ON "messages" ("author");
