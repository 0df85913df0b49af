DROP TRIGGER "users_search_insert";

DROP TRIGGER "users_search_delete";

DROP TRIGGER "users_search_update";

DROP TABLE "users_search";

DROP TABLE "users";
