DROP TRIGGER "persons_search_insert";

DROP TRIGGER "persons_search_delete";

DROP TRIGGER "persons_search_update";

DROP TABLE "persons_search";

DROP TABLE "persons";
