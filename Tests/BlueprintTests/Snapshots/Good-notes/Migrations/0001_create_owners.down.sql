DROP TABLE "owners";
