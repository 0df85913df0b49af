CREATE TABLE "lines" (
    "id" TEXT NOT NULL,
    "invoice" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,
    "discount" INTEGER NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("invoice") REFERENCES "invoices" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "lines_invoice_created_at_id" ON "lines" ("invoice", "created_at" DESC, "id" DESC);
