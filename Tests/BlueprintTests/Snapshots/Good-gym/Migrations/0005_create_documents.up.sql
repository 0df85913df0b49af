CREATE TABLE "documents" (
    "id" TEXT NOT NULL,
    "folder" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("folder") REFERENCES "folders" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "documents_folder_created_at_id" ON "documents" ("folder", "created_at" DESC, "id" DESC);
