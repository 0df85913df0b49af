CREATE TABLE "errors" (
    "id" TEXT NOT NULL,
    "task" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "errors_created_at_id" ON "errors" ("created_at" DESC, "id" DESC);

CREATE INDEX "errors_task" ON "errors" ("task");
