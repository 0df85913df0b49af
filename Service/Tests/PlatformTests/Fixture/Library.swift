import GRDB
import HTTPTypes

@testable import Platform

/// A service as it is rendered, written by hand: books that belong to their owner, and reviews below them.
enum Library {
    static let migration = Migration(
        number: 1, name: "create_books",
        up: """
            CREATE TABLE "books" (
                "id" TEXT NOT NULL UNIQUE, "title" TEXT NOT NULL, "isbn" TEXT, "genre" TEXT NOT NULL, "pages" INTEGER, "price" INTEGER,
                "shelved" INTEGER NOT NULL, "printed" TEXT, "notes" TEXT, "secret" TEXT, "owner" TEXT NOT NULL, "created_at" TEXT NOT NULL,
                "updated_at" TEXT NOT NULL, "version" INTEGER NOT NULL, "deleted_at" TEXT, "_row" INTEGER PRIMARY KEY
            ) STRICT;
            CREATE UNIQUE INDEX "books_isbn" ON "books" ("isbn") WHERE "deleted_at" IS NULL;
            CREATE TABLE "books_tags" (
                "parent_id" TEXT NOT NULL, "position" INTEGER NOT NULL, "value" TEXT NOT NULL, PRIMARY KEY ("parent_id", "position")
            ) STRICT;
            CREATE VIRTUAL TABLE "books_search" USING fts5("title", content="books", content_rowid="_row");
            CREATE TRIGGER "books_search_insert" AFTER INSERT ON "books" BEGIN
                INSERT INTO "books_search" ("rowid", "title") VALUES (new."_row", new."title"); END;
            CREATE TABLE "reviews" (
                "id" TEXT NOT NULL PRIMARY KEY, "book_id" TEXT NOT NULL, "text" TEXT NOT NULL, "author" TEXT NOT NULL,
                "created_at" TEXT NOT NULL, "updated_at" TEXT NOT NULL, "version" INTEGER NOT NULL
            ) STRICT;
            CREATE TABLE "revoked" ("account" TEXT) STRICT;
            """, down: nil)

    static let endpoints =
        [
            Books.get, Books.list, Books.create, Books.update, Books.delete, Books.archive, Books.me, Books.updateMe,
            Reviews.list,
            Reviews.get, Reviews.create, Reviews.delete,
        ]

    static func fixture() throws -> PipelineFixture { try PipelineFixture(endpoints, migrations: [migration]) }
}

struct BookRecord: StoredRow {
    var id: String
    var title: String
    var isbn: String?
    var genre: String
    var pages: Int64?
    var price: Int64?
    var shelved: Bool
    var printed: String?
    var notes: String?
    var secret: String?
    var owner: String
    var createdAt: Timestamp
    var updatedAt: Timestamp
    var version: Int64
    var elements: [[DatabaseValue]] = [[]]

    init(row: Row) {
        id = row[0]
        title = row[1]
        isbn = row[2]
        genre = row[3]
        pages = row[4]
        price = row[5]
        shelved = row[6]
        printed = row[7]
        notes = row[8]
        secret = row[9]
        owner = row[10]
        createdAt = row[11]
        updatedAt = row[12]
        version = row[13]
    }

    var values: [String: DatabaseValue] {
        [
            "id": id.databaseValue, "title": title.databaseValue, "isbn": isbn.databaseValue,
            "genre": genre.databaseValue,
            "pages": pages.databaseValue, "price": price.databaseValue, "shelved": shelved.databaseValue,
            "printed": printed.databaseValue, "notes": notes.databaseValue, "secret": secret.databaseValue,
            "owner": owner.databaseValue, "created_at": createdAt.databaseValue, "updated_at": updatedAt.databaseValue,
            "version": version.databaseValue,
        ]
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id", id)
            json.member("title", title)
            json.member("isbn", isbn)
            json.member("genre", genre)
            json.member("pages", pages)
            json.member("price", price.map { Decimals.text($0, scale: 2) })
            json.member("shelved", shelved)
            json.member("printed", printed)
            json.member("notes", raw: notes)
            json.member("tags", elements: elements[0])
            json.member("owner", owner)
            json.member("createdAt", createdAt)
            json.member("updatedAt", updatedAt)
        }
    }
}

struct ReviewRecord: StoredRow {
    var id: String
    var book: String
    var text: String
    var author: String
    var createdAt: Timestamp
    var updatedAt: Timestamp
    var version: Int64

    init(row: Row) {
        id = row[0]
        book = row[1]
        text = row[2]
        author = row[3]
        createdAt = row[4]
        updatedAt = row[5]
        version = row[6]
    }

    var values: [String: DatabaseValue] {
        [
            "id": id.databaseValue, "book_id": book.databaseValue, "text": text.databaseValue,
            "author": author.databaseValue,
            "created_at": createdAt.databaseValue, "updated_at": updatedAt.databaseValue,
            "version": version.databaseValue,
        ]
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id", id)
            json.member("text", text)
            json.member("author", author)
        }
    }
}
