DROP TABLE "venues";
