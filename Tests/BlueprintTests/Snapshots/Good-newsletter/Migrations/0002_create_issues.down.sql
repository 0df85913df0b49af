DROP TABLE "issues_parts";

DROP TRIGGER "issues_search_insert";

DROP TRIGGER "issues_search_delete";

DROP TRIGGER "issues_search_update";

DROP TABLE "issues_search";

DROP TABLE "issues";
