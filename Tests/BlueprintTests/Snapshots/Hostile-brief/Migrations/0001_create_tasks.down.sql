DROP TRIGGER "tasks_search_insert";

DROP TRIGGER "tasks_search_delete";

DROP TRIGGER "tasks_search_update";

DROP TABLE "tasks_search";

DROP TABLE "tasks";
