DROP TABLE "writers";
