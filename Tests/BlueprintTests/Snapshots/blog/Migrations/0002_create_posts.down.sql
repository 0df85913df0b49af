DROP TABLE "posts_tags";

DROP TABLE "posts_search";

DROP TABLE "posts";
