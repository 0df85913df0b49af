CREATE TABLE "tickets" (
    "id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "code" TEXT,
    "seat" TEXT,
    "scanned_at" TEXT,
    "paid" INTEGER,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("event") REFERENCES "events" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("holder") REFERENCES "guests" ("id") ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX "tickets_code_unique" ON "tickets" ("code");

CREATE UNIQUE INDEX "tickets_seat_unique" ON "tickets" ("seat");

CREATE INDEX "tickets_event_created_at_id" ON "tickets" ("event", "created_at" DESC, "id" DESC);

CREATE INDEX "tickets_holder" ON "tickets" ("holder");
