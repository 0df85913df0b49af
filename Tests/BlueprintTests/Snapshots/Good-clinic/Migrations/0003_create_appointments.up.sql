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
