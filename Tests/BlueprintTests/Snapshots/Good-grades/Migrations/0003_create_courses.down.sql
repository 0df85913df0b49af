DROP TABLE "courses_rooms";

DROP TABLE "courses";
