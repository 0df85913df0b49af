CREATE TABLE "account2s" (
    "id" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('listener', 'host', 'admin')),
    "confirmed" INTEGER NOT NULL CHECK ("confirmed" IN (0, 1)),
    "site" TEXT,
    "picture" TEXT,
    "joined" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "account2s_handle_unique" ON "account2s" ("handle");
