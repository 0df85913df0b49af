DROP TRIGGER "books_search_insert";

DROP TRIGGER "books_search_delete";

DROP TRIGGER "books_search_update";

DROP TABLE "books_search";

DROP TABLE "books";
