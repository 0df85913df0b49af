DROP TABLE "operators";
