DROP TABLE "places";
