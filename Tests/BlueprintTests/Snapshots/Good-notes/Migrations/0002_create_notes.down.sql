DROP TRIGGER "notes_search_insert";

DROP TRIGGER "notes_search_delete";

DROP TRIGGER "notes_search_update";

DROP TABLE "notes_search";

DROP TABLE "notes";
