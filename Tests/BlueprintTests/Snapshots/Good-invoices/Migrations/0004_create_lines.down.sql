DROP TABLE "lines";
