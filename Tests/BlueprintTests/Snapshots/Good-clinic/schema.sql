CREATE TABLE "persons" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "born" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('patient', 'nurse', 'doctor')),
    "state" TEXT NOT NULL CHECK ("state" IN ('active', 'blocked')),
    "insurance" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "persons_email_unique" ON "persons" ("email");

CREATE TABLE "clinics" (
    "id" TEXT NOT NULL UNIQUE,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "opens" INTEGER NOT NULL,
    "closes" INTEGER NOT NULL,
    "public" INTEGER NOT NULL CHECK ("public" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    "_row" INTEGER PRIMARY KEY
) STRICT;

CREATE UNIQUE INDEX "clinics_slug_unique" ON "clinics" ("slug") WHERE "deleted_at" IS NULL;

CREATE INDEX "clinics_name_id" ON "clinics" ("name", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "clinics_city_name_id" ON "clinics" ("city", "name", "id") WHERE "deleted_at" IS NULL;

CREATE VIRTUAL TABLE "clinics_search" USING fts5("name", "city", content = 'clinics', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "clinics_search_insert" AFTER INSERT ON "clinics" BEGIN
    INSERT INTO "clinics_search" ("rowid", "name", "city") VALUES (new."_row", new."name", new."city");
END;

CREATE TRIGGER "clinics_search_delete" AFTER DELETE ON "clinics" BEGIN
    INSERT INTO "clinics_search" ("clinics_search", "rowid", "name", "city") VALUES ('delete', old."_row", old."name", old."city");
END;

CREATE TRIGGER "clinics_search_update" AFTER UPDATE OF "name", "city" ON "clinics" BEGIN
    INSERT INTO "clinics_search" ("clinics_search", "rowid", "name", "city") VALUES ('delete', old."_row", old."name", old."city");
    INSERT INTO "clinics_search" ("rowid", "name", "city") VALUES (new."_row", new."name", new."city");
END;

CREATE TABLE "appointments" (
    "id" TEXT NOT NULL,
    "clinic" TEXT NOT NULL,
    "patient" TEXT NOT NULL,
    "doctor" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('asked', 'confirmed', 'done', 'cancelled')),
    "reason" TEXT,
    "note" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("clinic") REFERENCES "clinics" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("patient") REFERENCES "persons" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("doctor") REFERENCES "persons" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "appointments_clinic_at_id" ON "appointments" ("clinic", "at", "id");

CREATE INDEX "appointments_patient" ON "appointments" ("patient");

CREATE INDEX "appointments_doctor" ON "appointments" ("doctor");

CREATE TABLE "prescriptions" (
    "id" TEXT NOT NULL,
    "appointment" TEXT NOT NULL,
    "drug" TEXT NOT NULL,
    "dose" INTEGER NOT NULL,
    "until" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("appointment") REFERENCES "appointments" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "prescriptions_appointment_created_at_id" ON "prescriptions" ("appointment", "created_at" DESC, "id" DESC);

CREATE TABLE "prescriptions_times" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL CHECK ("value" IN ('morning', 'noon', 'evening')),
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "prescriptions" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "prescriptions_times_value" ON "prescriptions_times" ("value", "parent_id");
