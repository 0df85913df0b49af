DROP TABLE "authors_tags";

DROP TRIGGER "authors_search_insert";

DROP TRIGGER "authors_search_delete";

DROP TRIGGER "authors_search_update";

DROP TABLE "authors_search";

DROP TABLE "authors";
