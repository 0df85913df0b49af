DROP TABLE "places_features";

DROP TRIGGER "places_search_insert";

DROP TRIGGER "places_search_delete";

DROP TRIGGER "places_search_update";

DROP TABLE "places_search";

DROP TABLE "places";
