DROP TABLE "parties";
