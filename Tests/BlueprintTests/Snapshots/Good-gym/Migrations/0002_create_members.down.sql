DROP TRIGGER "members_search_insert";

DROP TRIGGER "members_search_delete";

DROP TRIGGER "members_search_update";

DROP TABLE "members_search";

DROP TABLE "members";
