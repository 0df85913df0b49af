DROP TABLE "episodes_chapters";

DROP TRIGGER "episodes_search_insert";

DROP TRIGGER "episodes_search_delete";

DROP TRIGGER "episodes_search_update";

DROP TABLE "episodes_search";

DROP TABLE "episodes";
