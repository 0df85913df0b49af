CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "users_email_unique" ON "users" ("email");

CREATE TABLE "areas" (
    "id" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("owner") REFERENCES "users" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "areas_created_at_id" ON "areas" ("created_at" DESC, "id" DESC);

CREATE INDEX "areas_owner" ON "areas" ("owner");

CREATE TABLE "rooms" (
    "id" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "open" INTEGER NOT NULL CHECK ("open" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("area") REFERENCES "areas" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "rooms_area_created_at_id" ON "rooms" ("area", "created_at" DESC, "id" DESC);

CREATE TABLE "desks" (
    "id" TEXT NOT NULL UNIQUE,
    "room" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("room") REFERENCES "rooms" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "desks_room_created_at_id" ON "desks" ("room", "created_at" DESC, "id" DESC);

CREATE INDEX "desks_room_name_created_at_id" ON "desks" ("room", "name", "created_at" DESC, "id" DESC);

CREATE VIRTUAL TABLE "desks_search" USING fts5("name", content = 'desks', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "desks_search_insert" AFTER INSERT ON "desks" BEGIN
    INSERT INTO "desks_search" ("rowid", "name") VALUES (new."_row", new."name");
END;

CREATE TRIGGER "desks_search_delete" AFTER DELETE ON "desks" BEGIN
    INSERT INTO "desks_search" ("desks_search", "rowid", "name") VALUES ('delete', old."_row", old."name");
END;

CREATE TRIGGER "desks_search_update" AFTER UPDATE OF "name" ON "desks" BEGIN
    INSERT INTO "desks_search" ("desks_search", "rowid", "name") VALUES ('delete', old."_row", old."name");
    INSERT INTO "desks_search" ("rowid", "name") VALUES (new."_row", new."name");
END;

CREATE TABLE "desks_marks" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "desks" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "desks_marks_value" ON "desks_marks" ("value", "parent_id");

CREATE TABLE "desks_tags" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" INTEGER NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "desks" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "desks_tags_value" ON "desks_tags" ("value", "parent_id");
