CREATE TABLE "updates" (
    "id" TEXT NOT NULL,
    "campaign" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "pinned" INTEGER NOT NULL CHECK ("pinned" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("campaign") REFERENCES "campaigns" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "updates_campaign_created_at_id" ON "updates" ("campaign", "created_at" DESC, "id" DESC);
