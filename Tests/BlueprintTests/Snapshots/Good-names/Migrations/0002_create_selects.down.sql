DROP TABLE "selects";
