DROP TABLE "positions";
