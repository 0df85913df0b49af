DROP TABLE "products_colours";

DROP TABLE "products_search";

DROP TABLE "products";
