DROP TABLE "gyms";
