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
