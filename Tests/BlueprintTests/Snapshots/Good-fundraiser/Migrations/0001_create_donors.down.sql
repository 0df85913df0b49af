DROP TABLE "donors";
