CREATE TABLE "seasons" (
    "id" TEXT NOT NULL,
    "show" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("show") REFERENCES "shows" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "seasons_show_number_id" ON "seasons" ("show", "number", "id");
