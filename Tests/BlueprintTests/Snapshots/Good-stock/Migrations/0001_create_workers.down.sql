DROP TABLE "workers";
