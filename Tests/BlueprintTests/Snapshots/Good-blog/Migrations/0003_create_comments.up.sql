CREATE TABLE "comments" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "post" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("post") REFERENCES "posts" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("author") REFERENCES "persons" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "comments_post_created_at_id" ON "comments" ("post", "created_at" DESC, "id" DESC);

CREATE INDEX "comments_author" ON "comments" ("author");
