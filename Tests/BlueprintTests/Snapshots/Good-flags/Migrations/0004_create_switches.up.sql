CREATE TABLE "switches" (
    "id" TEXT NOT NULL,
    "flag" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "enabled" INTEGER NOT NULL CHECK ("enabled" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("flag") REFERENCES "flags" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "switches_flag_created_at_id" ON "switches" ("flag", "created_at" DESC, "id" DESC);
