DROP TABLE "vehicles";
