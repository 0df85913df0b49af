CREATE TABLE "books" (
    "id" TEXT NOT NULL UNIQUE,
    "isbn" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "price" INTEGER NOT NULL,
    "copies" INTEGER NOT NULL,
    "published" TEXT,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('novel', 'reference', 'comic')),
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "deleted_at" TEXT,
    "_row" INTEGER PRIMARY KEY,
    FOREIGN KEY ("author") REFERENCES "authors" ("id") ON DELETE RESTRICT
) STRICT;

CREATE UNIQUE INDEX "books_isbn_unique" ON "books" ("isbn") WHERE "deleted_at" IS NULL;

CREATE INDEX "books_title_id" ON "books" ("title", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "books_price_id" ON "books" ("price", "id") WHERE "deleted_at" IS NULL;

CREATE INDEX "books_author_title_id" ON "books" ("author", "title", "id");

CREATE INDEX "books_kind_title_id" ON "books" ("kind", "title", "id") WHERE "deleted_at" IS NULL;

CREATE VIRTUAL TABLE "books_search" USING fts5("title", content = 'books', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "books_search_insert" AFTER INSERT ON "books" BEGIN
    INSERT INTO "books_search" ("rowid", "title") VALUES (new."_row", new."title");
END;

CREATE TRIGGER "books_search_delete" AFTER DELETE ON "books" BEGIN
    INSERT INTO "books_search" ("books_search", "rowid", "title") VALUES ('delete', old."_row", old."title");
END;

CREATE TRIGGER "books_search_update" AFTER UPDATE OF "title" ON "books" BEGIN
    INSERT INTO "books_search" ("books_search", "rowid", "title") VALUES ('delete', old."_row", old."title");
    INSERT INTO "books_search" ("rowid", "title") VALUES (new."_row", new."title");
END;
