DROP TABLE "stays";
