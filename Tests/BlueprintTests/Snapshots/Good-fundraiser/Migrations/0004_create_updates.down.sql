DROP TABLE "updates";
