DROP TABLE "subscribers_topics";

DROP TABLE "subscribers";
