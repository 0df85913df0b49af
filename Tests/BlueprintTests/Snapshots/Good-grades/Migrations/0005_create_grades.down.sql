DROP TABLE "grades_tags";

DROP TABLE "grades";
