CREATE TABLE "errors" (
    "id" TEXT NOT NULL,
    "type" TEXT,
    "init" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("type") REFERENCES "tasks" ("id") ON DELETE SET NULL
) STRICT;

CREATE INDEX "errors_created_at_id" ON "errors" ("created_at" DESC, "id" DESC);

CREATE INDEX "errors_type" ON "errors" ("type");

CREATE TABLE "errors_deinit" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "errors" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "errors_deinit_value" ON "errors_deinit" ("value", "parent_id");
