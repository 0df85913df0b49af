CREATE TABLE "members" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL CHECK ("role" IN ('reader', 'librarian')),
    "active" INTEGER NOT NULL CHECK ("active" IN (0, 1)),
    "card" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id")
) STRICT;

CREATE UNIQUE INDEX "members_email_unique" ON "members" ("email");

CREATE UNIQUE INDEX "members_card_unique" ON "members" ("card");

CREATE INDEX "members_name_id" ON "members" ("name", "id");

CREATE INDEX "members_role_name_id" ON "members" ("role", "name", "id");

CREATE INDEX "members_active_name_id" ON "members" ("active", "name", "id");

CREATE TABLE "authors" (
    "id" TEXT NOT NULL UNIQUE,
    "name" TEXT NOT NULL,
    "born" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "_row" INTEGER PRIMARY KEY
) STRICT;

CREATE UNIQUE INDEX "authors_name_unique" ON "authors" ("name");

CREATE INDEX "authors_created_at_id" ON "authors" ("created_at" DESC, "id" DESC);

CREATE VIRTUAL TABLE "authors_search" USING fts5("name", content = 'authors', content_rowid = '_row', tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER "authors_search_insert" AFTER INSERT ON "authors" BEGIN
    INSERT INTO "authors_search" ("rowid", "name") VALUES (new."_row", new."name");
END;

CREATE TRIGGER "authors_search_delete" AFTER DELETE ON "authors" BEGIN
    INSERT INTO "authors_search" ("authors_search", "rowid", "name") VALUES ('delete', old."_row", old."name");
END;

CREATE TRIGGER "authors_search_update" AFTER UPDATE OF "name" ON "authors" BEGIN
    INSERT INTO "authors_search" ("authors_search", "rowid", "name") VALUES ('delete', old."_row", old."name");
    INSERT INTO "authors_search" ("rowid", "name") VALUES (new."_row", new."name");
END;

CREATE TABLE "authors_tags" (
    "parent_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    PRIMARY KEY ("parent_id", "position"),
    FOREIGN KEY ("parent_id") REFERENCES "authors" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "authors_tags_value" ON "authors_tags" ("value", "parent_id");

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

CREATE TABLE "loans" (
    "id" TEXT NOT NULL,
    "book" TEXT NOT NULL,
    "member" TEXT NOT NULL,
    "due" TEXT NOT NULL,
    "note" TEXT,
    "created_at" TEXT NOT NULL,
    "updated_at" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    PRIMARY KEY ("id"),
    FOREIGN KEY ("book") REFERENCES "books" ("id") ON DELETE CASCADE,
    FOREIGN KEY ("member") REFERENCES "members" ("id") ON DELETE CASCADE
) STRICT;

CREATE INDEX "loans_book_created_at_id" ON "loans" ("book", "created_at" DESC, "id" DESC);

CREATE INDEX "loans_member" ON "loans" ("member");
