DROP TABLE "subjects";
