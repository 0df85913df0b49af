CREATE TABLE "rewards" (
    "id" TEXT NOT NULL,
    "campaign" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "from" INTEGER NOT NULL,
    "left" INTEGER,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("campaign") REFERENCES "campaigns" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "rewards_campaign_from_id" ON "rewards" ("campaign", "from", "id");
