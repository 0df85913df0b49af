CREATE TABLE "comments" (
    "id" TEXT NOT NULL,
    "issue" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "mail" TEXT,
    "flagged" INTEGER NOT NULL CHECK ("flagged" IN (0, 1)),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("issue") REFERENCES "issues" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "comments_issue_created_at_id" ON "comments" ("issue", "created_at", "id");
