CREATE TABLE "comments" (
    "id" TEXT NOT NULL,
    "default" INTEGER NOT NULL CHECK ("default" IN (0, 1)),
    "import" INTEGER NOT NULL,
    "order" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("order") REFERENCES "errors" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "comments_created_at_id" ON "comments" ("created_at" DESC, "id" DESC);

CREATE INDEX "comments_order" ON "comments" ("order");
