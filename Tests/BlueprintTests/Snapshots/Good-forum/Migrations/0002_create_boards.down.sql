DROP TABLE "boards";
