DROP TABLE "seasons";
