DROP TABLE "members";
