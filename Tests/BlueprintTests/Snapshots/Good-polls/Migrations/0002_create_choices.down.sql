DROP TABLE "choices_days";

DROP TABLE "choices";
