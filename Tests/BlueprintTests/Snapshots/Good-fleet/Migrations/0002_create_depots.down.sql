DROP TRIGGER "depots_search_insert";

DROP TRIGGER "depots_search_delete";

DROP TRIGGER "depots_search_update";

DROP TABLE "depots_search";

DROP TABLE "depots";
