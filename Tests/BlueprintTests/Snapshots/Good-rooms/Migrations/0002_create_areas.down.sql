DROP TABLE "areas";
