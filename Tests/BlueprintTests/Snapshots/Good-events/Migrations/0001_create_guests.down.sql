DROP TRIGGER "guests_search_insert";

DROP TRIGGER "guests_search_delete";

DROP TRIGGER "guests_search_update";

DROP TABLE "guests_search";

DROP TABLE "guests";
