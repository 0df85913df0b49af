CREATE TABLE "employees" (
    "id" TEXT NOT NULL,
    "username" TEXT NOT NULL,
    "full_name" TEXT NOT NULL,
    "grade" TEXT NOT NULL CHECK ("grade" IN ('clerk', 'accountant', 'cfo')),
    "pin" TEXT,
    "notes" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "employees_username_unique" ON "employees" ("username");

CREATE INDEX "employees_username_id" ON "employees" ("username", "id");

CREATE INDEX "employees_grade_username_id" ON "employees" ("grade", "username", "id");

CREATE TABLE "customers" (
    "id" TEXT NOT NULL UNIQUE,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "vat" TEXT,
    "email" TEXT,
    "credit" INTEGER NOT NULL,
    "country" TEXT NOT NULL CHECK ("country" IN ('de', 'at', 'ch', 'other country')),
    "blocked" INTEGER NOT NULL CHECK ("blocked" IN (0, 1)),
    "keeper" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("keeper") REFERENCES "employees" ("id") ON DELETE SET NULL
) STRICT;

CREATE UNIQUE INDEX "customers_number_unique" ON "customers" ("number") WHERE "deleted_at" IS NULL;

CREATE UNIQUE INDEX "customers_vat_unique" ON "customers" ("vat") WHERE "deleted_at" IS NULL;

CREATE INDEX "customers_created_at_id" ON "customers" ("created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "customers_name_id" ON "customers" ("name", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "customers_number_id" ON "customers" ("number", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "customers_credit_id" ON "customers" ("credit", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "customers_blocked_created_at_id" ON "customers" ("blocked", "created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;

CREATE INDEX "customers_keeper" ON "customers" ("keeper");

CREATE VIRTUAL TABLE "customers_search" USING fts5("name", "email", content = 'customers', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "customers_search_insert" AFTER INSERT ON "customers" BEGIN
    INSERT INTO "customers_search" ("rowid", "name", "email") VALUES (new."_row", new."name", new."email");
END;

CREATE TRIGGER "customers_search_delete" AFTER DELETE ON "customers" BEGIN
    INSERT INTO "customers_search" ("customers_search", "rowid", "name", "email") VALUES ('delete', old."_row", old."name", old."email");
END;

CREATE TRIGGER "customers_search_update" AFTER UPDATE OF "name", "email" ON "customers" BEGIN
    INSERT INTO "customers_search" ("customers_search", "rowid", "name", "email") VALUES ('delete', old."_row", old."name", old."email");
    INSERT INTO "customers_search" ("rowid", "name", "email") VALUES (new."_row", new."name", new."email");
END;

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
