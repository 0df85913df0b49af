DROP TRIGGER "customers_search_insert";

DROP TRIGGER "customers_search_delete";

DROP TRIGGER "customers_search_update";

DROP TABLE "customers_search";

DROP TABLE "customers";
