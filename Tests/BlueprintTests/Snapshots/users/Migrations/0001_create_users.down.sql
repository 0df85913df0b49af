DROP TABLE "users_search";

DROP TABLE "users";
