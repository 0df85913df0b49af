CREATE TABLE "workers" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('packer', 'buyer')),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "workers_email_unique" ON "workers" ("email");

CREATE INDEX "workers_created_at_id" ON "workers" ("created_at" DESC, "id" DESC);

CREATE TABLE "parts" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "note" TEXT,
    "keeper" TEXT,
    "counted" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("keeper") REFERENCES "workers" ("id") ON DELETE SET NULL
) STRICT;

CREATE INDEX "parts_created_at_id" ON "parts" ("created_at" DESC, "id" DESC);

CREATE INDEX "parts_keeper" ON "parts" ("keeper");
