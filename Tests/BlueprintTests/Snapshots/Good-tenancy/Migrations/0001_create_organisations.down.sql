DROP TABLE "organisations";
