DROP TRIGGER "posts_search_insert";

DROP TRIGGER "posts_search_delete";

DROP TRIGGER "posts_search_update";

DROP TABLE "posts_search";

DROP TABLE "posts";
