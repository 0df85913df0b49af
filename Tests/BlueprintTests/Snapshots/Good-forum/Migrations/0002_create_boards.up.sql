CREATE TABLE "boards" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "level" TEXT NOT NULL CHECK ("level" IN ('user', 'moderator', 'admin')),
    "mod" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("mod") REFERENCES "members" ("id") ON DELETE SET NULL
) STRICT;

CREATE UNIQUE INDEX "boards_slug_unique" ON "boards" ("slug");

CREATE INDEX "boards_created_at_id" ON "boards" ("created_at" DESC, "id" DESC);

CREATE INDEX "boards_title_id" ON "boards" ("title", "id");

CREATE INDEX "boards_mod" ON "boards" ("mod");
