DROP TABLE "threads_tags";

DROP TRIGGER "threads_search_insert";

DROP TRIGGER "threads_search_delete";

DROP TRIGGER "threads_search_update";

DROP TABLE "threads_search";

DROP TABLE "threads";
