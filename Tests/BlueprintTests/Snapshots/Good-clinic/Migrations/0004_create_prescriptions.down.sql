DROP TABLE "prescriptions_times";

DROP TABLE "prescriptions";
