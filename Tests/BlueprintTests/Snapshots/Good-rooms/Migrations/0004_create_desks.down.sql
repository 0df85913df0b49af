DROP TABLE "desks_tags";

DROP TABLE "desks_marks";

DROP TRIGGER "desks_search_insert";

DROP TRIGGER "desks_search_delete";

DROP TRIGGER "desks_search_update";

DROP TABLE "desks_search";

DROP TABLE "desks";
