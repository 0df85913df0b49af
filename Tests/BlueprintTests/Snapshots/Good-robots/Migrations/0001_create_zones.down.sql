DROP TABLE "zones";
