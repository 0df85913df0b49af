CREATE TABLE "parcels" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "receiver" TEXT NOT NULL,
    "depot" INTEGER NOT NULL,
    "rider" TEXT,
    "grams" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('announced', 'stored', 'out', 'delivered', 'lost')),
    "due" TEXT NOT NULL,
    "delivered_at" TEXT,
    "size" TEXT NOT NULL CHECK ("size" IN ('s', 'm', 'l')),
    "attempts" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("sender") REFERENCES "parties" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("receiver") REFERENCES "parties" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("depot") REFERENCES "depots" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("rider") REFERENCES "parties" ("id") ON DELETE SET NULL
) STRICT;

CREATE UNIQUE INDEX "parcels_code_unique" ON "parcels" ("code");

CREATE INDEX "parcels_due_id" ON "parcels" ("due", "id");

CREATE INDEX "parcels_grams_id" ON "parcels" ("grams", "id");

CREATE INDEX "parcels_sender" ON "parcels" ("sender");

CREATE INDEX "parcels_receiver" ON "parcels" ("receiver");

CREATE INDEX "parcels_depot" ON "parcels" ("depot");

CREATE INDEX "parcels_rider" ON "parcels" ("rider");
