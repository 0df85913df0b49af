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
