DROP TABLE "appointments";
