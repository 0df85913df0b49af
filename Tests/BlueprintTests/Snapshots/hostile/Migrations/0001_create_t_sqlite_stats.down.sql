DROP TABLE "t_sqlite_stats_search";

DROP TABLE "t_sqlite_stats";
