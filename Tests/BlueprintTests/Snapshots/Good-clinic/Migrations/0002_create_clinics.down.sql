DROP TRIGGER "clinics_search_insert";

DROP TRIGGER "clinics_search_delete";

DROP TRIGGER "clinics_search_update";

DROP TABLE "clinics_search";

DROP TABLE "clinics";
