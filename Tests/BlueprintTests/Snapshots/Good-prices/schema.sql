CREATE TABLE "ps" (
    "id" TEXT NOT NULL,
    "price" INTEGER NOT NULL,
    "rate" INTEGER NOT NULL,
    "n" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE INDEX "ps_created_at_id" ON "ps" ("created_at" DESC, "id" DESC);

CREATE INDEX "ps_price_id" ON "ps" ("price", "id");

CREATE INDEX "ps_price_created_at_id" ON "ps" ("price", "created_at" DESC, "id" DESC);
