DROP TABLE "enrolments";
