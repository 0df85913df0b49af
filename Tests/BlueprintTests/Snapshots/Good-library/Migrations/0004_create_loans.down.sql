DROP TABLE "loans";
