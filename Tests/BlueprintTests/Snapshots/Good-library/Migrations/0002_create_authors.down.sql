DROP TABLE "authors_tags";

DROP TABLE "authors_search";

DROP TABLE "authors";
