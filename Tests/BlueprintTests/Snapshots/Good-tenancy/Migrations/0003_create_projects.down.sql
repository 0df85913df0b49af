DROP TRIGGER "projects_search_insert";

DROP TRIGGER "projects_search_delete";

DROP TRIGGER "projects_search_update";

DROP TABLE "projects_search";

DROP TABLE "projects";
