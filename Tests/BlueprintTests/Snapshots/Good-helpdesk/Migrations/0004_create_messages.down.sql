DROP TABLE "messages";
