DROP TRIGGER "t_sqlite_stats_search_insert";

DROP TRIGGER "t_sqlite_stats_search_delete";

DROP TRIGGER "t_sqlite_stats_search_update";

DROP TABLE "t_sqlite_stats_search";

DROP TABLE "t_sqlite_stats";
