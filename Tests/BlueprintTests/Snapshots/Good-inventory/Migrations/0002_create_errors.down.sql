DROP TABLE "errors";
