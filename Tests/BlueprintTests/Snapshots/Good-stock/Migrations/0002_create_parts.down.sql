DROP TABLE "parts";
