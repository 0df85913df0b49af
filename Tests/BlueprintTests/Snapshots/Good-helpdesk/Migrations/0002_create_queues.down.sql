DROP TABLE "queues";
