DROP TABLE "depots";
