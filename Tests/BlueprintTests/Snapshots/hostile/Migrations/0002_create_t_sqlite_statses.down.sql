DROP TABLE "t_sqlite_statses";
