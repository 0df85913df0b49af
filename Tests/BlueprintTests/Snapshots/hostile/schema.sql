CREATE TABLE "t_sqlite_stats" (
    "id" TEXT NOT NULL UNIQUE,
    "select" TEXT NOT NULL,
    "order" TEXT NOT NULL,
    "order_2" TEXT NOT NULL,
    "rank_2" TEXT NOT NULL,
    "rowid_2" TEXT NOT NULL,
    "version_2" TEXT NOT NULL,
    "deleted_at_2" TEXT NOT NULL,
    "oid_2" TEXT NOT NULL,
    "sqlite_stat_search" TEXT NOT NULL,
    "index" TEXT NOT NULL,
    "table" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "user_id_2" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('''); DROP TABLE "x"; -- "
- a: [b]
<script>|`$(rm)`‮', '''', '"', 'plain')),
    "note" TEXT,
    "quote" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    "_row" INTEGER PRIMARY KEY
) STRICT;

CREATE UNIQUE INDEX "t_sqlite_stats_select_unique" ON "t_sqlite_stats" ("select") WHERE "deleted_at" IS NULL;

CREATE INDEX "t_sqlite_stats_created_at_id" ON "t_sqlite_stats" ("created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "t_sqlite_stats_order_2_id" ON "t_sqlite_stats" ("order_2", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "t_sqlite_stats_order_id" ON "t_sqlite_stats" ("order", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "t_sqlite_stats_rank_2_created_at_id" ON "t_sqlite_stats" ("rank_2", "created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "t_sqlite_stats_kind_created_at_id" ON "t_sqlite_stats" ("kind", "created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE VIRTUAL TABLE "t_sqlite_stats_search" USING fts5("rank_2", "rowid_2", "select", content = 't_sqlite_stats', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "t_sqlite_stats_search_insert" AFTER INSERT ON "t_sqlite_stats" BEGIN
    INSERT INTO "t_sqlite_stats_search" ("rowid", "rank_2", "rowid_2", "select") VALUES (new."_row", new."rank_2", new."rowid_2", new."select");
END;

CREATE TRIGGER "t_sqlite_stats_search_delete" AFTER DELETE ON "t_sqlite_stats" BEGIN
    INSERT INTO "t_sqlite_stats_search" ("t_sqlite_stats_search", "rowid", "rank_2", "rowid_2", "select") VALUES ('delete', old."_row", old."rank_2", old."rowid_2", old."select");
END;

CREATE TRIGGER "t_sqlite_stats_search_update" AFTER UPDATE OF "rank_2", "rowid_2", "select" ON "t_sqlite_stats" BEGIN
    INSERT INTO "t_sqlite_stats_search" ("t_sqlite_stats_search", "rowid", "rank_2", "rowid_2", "select") VALUES ('delete', old."_row", old."rank_2", old."rowid_2", old."select");
    INSERT INTO "t_sqlite_stats_search" ("rowid", "rank_2", "rowid_2", "select") VALUES (new."_row", new."rank_2", new."rowid_2", new."select");
END;

CREATE TABLE "t_sqlite_statses" (
    "id" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "t_sqlite_statses_created_at_id" ON "t_sqlite_statses" ("created_at" DESC, "id" DESC);
