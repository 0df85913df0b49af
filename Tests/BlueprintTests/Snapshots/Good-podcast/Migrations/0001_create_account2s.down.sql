DROP TABLE "account2s";
