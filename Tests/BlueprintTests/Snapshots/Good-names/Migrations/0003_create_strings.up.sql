CREATE TABLE "strings" (
    "id" TEXT NOT NULL,
    "int" TEXT NOT NULL,
    "struct" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("int") REFERENCES "selects" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "strings_int_created_at_id" ON "strings" ("int", "created_at" DESC, "id" DESC);
