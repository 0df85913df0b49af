DROP TABLE "ballots";
