DROP TABLE "jobs_steps";

DROP TABLE "jobs_lines";

DROP TABLE "jobs";
