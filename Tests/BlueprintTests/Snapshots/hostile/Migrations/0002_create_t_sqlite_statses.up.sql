CREATE TABLE "t_sqlite_statses" (
    "id" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "t_sqlite_statses_created_at_id" ON "t_sqlite_statses" ("created_at" DESC, "id" DESC);
