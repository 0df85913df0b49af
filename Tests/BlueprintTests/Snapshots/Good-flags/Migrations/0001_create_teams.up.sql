CREATE TABLE "teams" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "lead" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("lead") REFERENCES "operators" ("id") ON DELETE SET NULL
) STRICT;

CREATE UNIQUE INDEX "teams_name_unique" ON "teams" ("name");

CREATE INDEX "teams_created_at_id" ON "teams" ("created_at" DESC, "id" DESC);

CREATE INDEX "teams_lead" ON "teams" ("lead");
