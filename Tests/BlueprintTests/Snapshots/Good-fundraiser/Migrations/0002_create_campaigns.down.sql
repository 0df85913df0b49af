DROP TRIGGER "campaigns_search_insert";

DROP TRIGGER "campaigns_search_delete";

DROP TRIGGER "campaigns_search_update";

DROP TABLE "campaigns_search";

DROP TABLE "campaigns";
