DROP TRIGGER "polls_search_insert";

DROP TRIGGER "polls_search_delete";

DROP TRIGGER "polls_search_update";

DROP TABLE "polls_search";

DROP TABLE "polls";
