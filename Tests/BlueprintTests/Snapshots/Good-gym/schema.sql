CREATE TABLE "gyms" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "open" INTEGER NOT NULL CHECK ("open" IN (0, 1)),
    "opens_at" INTEGER NOT NULL,
    "closes_at" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "gyms_name_unique" ON "gyms" ("name");

CREATE INDEX "gyms_created_at_id" ON "gyms" ("created_at" DESC, "id" DESC);

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

CREATE TABLE "workouts" (
    "id" TEXT NOT NULL,
    "who" TEXT NOT NULL,
    "day" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('run', 'lift', 'swim')),
    "notes" TEXT,
    "shared" INTEGER NOT NULL CHECK ("shared" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("who") REFERENCES "members" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "workouts_who_day_id" ON "workouts" ("who", "day" DESC, "id" DESC);

CREATE INDEX "workouts_who_minutes_id" ON "workouts" ("who", "minutes", "id");

CREATE INDEX "workouts_who_kind_day_id" ON "workouts" ("who", "kind", "day" DESC, "id" DESC);

CREATE TABLE "folders" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("owner") REFERENCES "members" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "folders_owner_created_at_id" ON "folders" ("owner", "created_at" DESC, "id" DESC);

CREATE TABLE "documents" (
    "id" TEXT NOT NULL,
    "folder" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("folder") REFERENCES "folders" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "documents_folder_created_at_id" ON "documents" ("folder", "created_at" DESC, "id" DESC);

CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "gym" TEXT NOT NULL,
    "coach" TEXT NOT NULL,
    "starts" TEXT NOT NULL,
    "places" INTEGER NOT NULL,
    "booked" INTEGER NOT NULL,
    "level" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("gym") REFERENCES "gyms" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("coach") REFERENCES "members" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "sessions_starts_id" ON "sessions" ("starts", "id");

CREATE INDEX "sessions_gym" ON "sessions" ("gym");

CREATE INDEX "sessions_coach" ON "sessions" ("coach");
