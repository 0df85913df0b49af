DROP TABLE "types";
