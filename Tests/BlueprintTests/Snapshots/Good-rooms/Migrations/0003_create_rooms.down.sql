DROP TABLE "rooms";
