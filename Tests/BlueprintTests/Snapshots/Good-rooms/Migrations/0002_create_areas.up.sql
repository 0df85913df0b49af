CREATE TABLE "areas" (
    "id" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("owner") REFERENCES "users" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "areas_created_at_id" ON "areas" ("created_at" DESC, "id" DESC);

CREATE INDEX "areas_owner" ON "areas" ("owner");
