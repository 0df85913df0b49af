CREATE TABLE "choices" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "poll" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "votes" INTEGER NOT NULL,
    "parent" INTEGER,
    "weight" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("poll") REFERENCES "polls" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("parent") REFERENCES "choices" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "choices_poll_votes_id" ON "choices" ("poll", "votes" DESC, "id" DESC);

CREATE INDEX "choices_poll_weight_id" ON "choices" ("poll", "weight", "id");

CREATE INDEX "choices_poll_parent_votes_id" ON "choices" ("poll", "parent", "votes" DESC, "id" DESC);

CREATE INDEX "choices_parent" ON "choices" ("parent");

CREATE TABLE "choices_days" (
    "parent_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "choices" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "choices_days_value" ON "choices_days" ("value", "parent_id");
