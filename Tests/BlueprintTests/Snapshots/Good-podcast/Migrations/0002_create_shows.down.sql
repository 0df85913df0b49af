DROP TRIGGER "shows_search_insert";

DROP TRIGGER "shows_search_delete";

DROP TRIGGER "shows_search_update";

DROP TABLE "shows_search";

DROP TABLE "shows";
