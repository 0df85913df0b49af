CREATE TABLE "invoices" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT,
    "customer" TEXT NOT NULL,
    "issued" TEXT NOT NULL,
    "due" TEXT NOT NULL,
    "state" TEXT NOT NULL CHECK ("state" IN ('draft', 'sent', 'paid', 'void')),
    "net" INTEGER NOT NULL,
    "rate" INTEGER NOT NULL,
    "total" INTEGER,
    "paid_at" TEXT,
    "remind_at" TEXT,
    "author" TEXT NOT NULL,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    FOREIGN KEY ("customer") REFERENCES "customers" ("id") ON DELETE RESTRICT,
    FOREIGN KEY ("author") REFERENCES "employees" ("id") ON DELETE RESTRICT
) STRICT;

CREATE INDEX "invoices_customer_issued_id" ON "invoices" ("customer", "issued" DESC, "id" DESC);

CREATE INDEX "invoices_customer_due_id" ON "invoices" ("customer", "due", "id");

CREATE INDEX "invoices_customer_net_id" ON "invoices" ("customer", "net", "id");

CREATE INDEX "invoices_customer_state_issued_id" ON "invoices" ("customer", "state", "issued" DESC, "id" DESC);

CREATE INDEX "invoices_customer_author_issued_id" ON "invoices" ("customer", "author", "issued" DESC, "id" DESC);

CREATE INDEX "invoices_author" ON "invoices" ("author");
