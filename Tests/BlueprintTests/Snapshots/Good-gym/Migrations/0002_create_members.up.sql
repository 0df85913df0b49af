CREATE TABLE "members" (
    "id" TEXT NOT NULL UNIQUE,
    "email" TEXT NOT NULL,
    "gym" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('member', 'trainer', 'manager')),
    "status" TEXT NOT NULL CHECK ("status" IN ('active', 'paused', 'banned')),
    "sponsor" TEXT,
    "credits" INTEGER NOT NULL,
    "weight" INTEGER,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("gym") REFERENCES "gyms" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("sponsor") REFERENCES "members" ("id") ON DELETE SET NULL
) STRICT;

CREATE UNIQUE INDEX "members_email_unique" ON "members" ("email");

CREATE INDEX "members_created_at_id" ON "members" ("created_at" DESC, "id" DESC);

CREATE INDEX "members_credits_id" ON "members" ("credits", "id");

CREATE INDEX "members_status_created_at_id" ON "members" ("status", "created_at" DESC, "id" DESC);

CREATE INDEX "members_role_created_at_id" ON "members" ("role", "created_at" DESC, "id" DESC);

CREATE INDEX "members_gym" ON "members" ("gym");

CREATE INDEX "members_sponsor" ON "members" ("sponsor");

CREATE VIRTUAL TABLE "members_search" USING fts5("email", content = 'members', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "members_search_insert" AFTER INSERT ON "members" BEGIN
    INSERT INTO "members_search" ("rowid", "email") VALUES (new."_row", new."email");
END;

CREATE TRIGGER "members_search_delete" AFTER DELETE ON "members" BEGIN
    INSERT INTO "members_search" ("members_search", "rowid", "email") VALUES ('delete', old."_row", old."email");
END;

CREATE TRIGGER "members_search_update" AFTER UPDATE OF "email" ON "members" BEGIN
    INSERT INTO "members_search" ("members_search", "rowid", "email") VALUES ('delete', old."_row", old."email");
    INSERT INTO "members_search" ("rowid", "email") VALUES (new."_row", new."email");
END;
