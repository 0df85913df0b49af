DROP TABLE "workouts";
