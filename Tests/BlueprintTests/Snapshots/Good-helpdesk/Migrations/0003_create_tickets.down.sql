DROP TABLE "tickets_labels";

DROP TRIGGER "tickets_search_insert";

DROP TRIGGER "tickets_search_delete";

DROP TRIGGER "tickets_search_update";

DROP TABLE "tickets_search";

DROP TABLE "tickets";
