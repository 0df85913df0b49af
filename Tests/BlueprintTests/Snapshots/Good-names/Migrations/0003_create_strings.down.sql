DROP TABLE "strings";
