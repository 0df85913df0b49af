CREATE TABLE "folders" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("owner") REFERENCES "members" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "folders_owner_created_at_id" ON "folders" ("owner", "created_at" DESC, "id" DESC);
