DROP TABLE "shelfs";
