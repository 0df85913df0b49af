CREATE TABLE "members" (
    "id" TEXT NOT NULL,
    "handle" TEXT NOT NULL,
    "rank" TEXT NOT NULL CHECK ("rank" IN ('user', 'moderator', 'admin')),
    "banned_until" TEXT,
    "karma" INTEGER NOT NULL,
    "bio" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "members_handle_unique" ON "members" ("handle") WHERE "deleted_at" IS NULL;

CREATE INDEX "members_karma_id" ON "members" ("karma" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "members_handle_id" ON "members" ("handle", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "members_rank_karma_id" ON "members" ("rank", "karma" DESC, "id" DESC) WHERE "deleted_at" IS NULL;
