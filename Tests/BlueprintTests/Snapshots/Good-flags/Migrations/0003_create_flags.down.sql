DROP TABLE "flags_tags";

DROP TABLE "flags_environments";

DROP TRIGGER "flags_search_insert";

DROP TRIGGER "flags_search_delete";

DROP TRIGGER "flags_search_update";

DROP TABLE "flags_search";

DROP TABLE "flags";
