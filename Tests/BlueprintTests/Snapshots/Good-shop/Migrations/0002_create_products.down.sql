DROP TABLE "products_colours";

DROP TRIGGER "products_search_insert";

DROP TRIGGER "products_search_delete";

DROP TRIGGER "products_search_update";

DROP TABLE "products_search";

DROP TABLE "products";
