CREATE TABLE "events" (
    "id" TEXT NOT NULL,
    "parcel" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "at" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("parcel") REFERENCES "parcels" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("by") REFERENCES "parties" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "events_parcel_created_at_id" ON "events" ("parcel", "created_at", "id");

CREATE INDEX "events_by" ON "events" ("by");
