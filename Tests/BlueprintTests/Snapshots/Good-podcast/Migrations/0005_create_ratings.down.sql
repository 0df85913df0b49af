DROP TABLE "ratings";
