DROP TABLE "switches";
