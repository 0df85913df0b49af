DROP TABLE "folders";
