CREATE TABLE "campaigns" (
    "id" TEXT NOT NULL UNIQUE,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "story" TEXT NOT NULL,
    "goal" INTEGER NOT NULL,
    "raised" INTEGER NOT NULL,
    "currency" TEXT NOT NULL CHECK ("currency" IN ('EUR', 'USD', 'GBP')),
    "ends" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "status" TEXT NOT NULL CHECK ("status" IN ('draft', 'live', 'ended')),
    "iban" TEXT NOT NULL,
    "cover" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("owner") REFERENCES "donors" ("id") ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX "campaigns_slug_unique" ON "campaigns" ("slug");

CREATE INDEX "campaigns_raised_id" ON "campaigns" ("raised" DESC, "id" DESC);

CREATE INDEX "campaigns_ends_id" ON "campaigns" ("ends", "id");

CREATE INDEX "campaigns_goal_id" ON "campaigns" ("goal", "id");

CREATE INDEX "campaigns_currency_raised_id" ON "campaigns" ("currency", "raised" DESC, "id" DESC);

CREATE INDEX "campaigns_status_raised_id" ON "campaigns" ("status", "raised" DESC, "id" DESC);

CREATE INDEX "campaigns_owner" ON "campaigns" ("owner");

CREATE VIRTUAL TABLE "campaigns_search" USING fts5("title", "story", content = 'campaigns', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "campaigns_search_insert" AFTER INSERT ON "campaigns" BEGIN
    INSERT INTO "campaigns_search" ("rowid", "title", "story") VALUES (new."_row", new."title", new."story");
END;

CREATE TRIGGER "campaigns_search_delete" AFTER DELETE ON "campaigns" BEGIN
    INSERT INTO "campaigns_search" ("campaigns_search", "rowid", "title", "story") VALUES ('delete', old."_row", old."title", old."story");
END;

CREATE TRIGGER "campaigns_search_update" AFTER UPDATE OF "title", "story" ON "campaigns" BEGIN
    INSERT INTO "campaigns_search" ("campaigns_search", "rowid", "title", "story") VALUES ('delete', old."_row", old."title", old."story");
    INSERT INTO "campaigns_search" ("rowid", "title", "story") VALUES (new."_row", new."title", new."story");
END;
