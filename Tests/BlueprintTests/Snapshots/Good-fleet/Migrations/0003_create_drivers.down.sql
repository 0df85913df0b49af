DROP TABLE "drivers";
