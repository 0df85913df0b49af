DROP TABLE "invoices";
