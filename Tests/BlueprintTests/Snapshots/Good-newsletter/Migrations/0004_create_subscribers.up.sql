CREATE TABLE "subscribers" (
    "id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "every" TEXT NOT NULL CHECK ("every" IN ('issue', 'month')),
    "token" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "subscribers_address_unique" ON "subscribers" ("address");

CREATE INDEX "subscribers_created_at_id" ON "subscribers" ("created_at" DESC, "id" DESC);

CREATE INDEX "subscribers_address_id" ON "subscribers" ("address", "id");

CREATE INDEX "subscribers_every_created_at_id" ON "subscribers" ("every", "created_at" DESC, "id" DESC);

CREATE TABLE "subscribers_topics" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL CHECK ("value" IN ('tech', 'arts', 'food')),
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "subscribers" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "subscribers_topics_value" ON "subscribers_topics" ("value", "parent_id");
