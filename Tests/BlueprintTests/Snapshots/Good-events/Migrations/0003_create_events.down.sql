DROP TRIGGER "events_search_insert";

DROP TRIGGER "events_search_delete";

DROP TRIGGER "events_search_update";

DROP TABLE "events_search";

DROP TABLE "events";
