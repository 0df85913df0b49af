CREATE TABLE "groups" (
    "id" TEXT NOT NULL,
    "table" TEXT,
    "index" TEXT,
    "from" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "groups_created_at_id" ON "groups" ("created_at" DESC, "id" DESC);
