import GRDB
import HTTPTypes
import NIOCore
import Testing

@testable import Platform

@Suite struct ListTests {
    let client: Client

    init() throws { client = try Client() }

    func fill(_ titles: [String]) async {
        for title in titles {
            client.fixture.clock.advance(seconds: 1)
            _ = await client.book(#"{"title": "\#(title)"}"#)
        }
    }

    func page(_ target: String, as caller: String? = nil) async -> Reply {
        await client.send("GET", target, as: caller)
    }

    func link(_ reply: Reply, _ name: String) -> String? { reply.json?[name]?.string }

    @Test func theDefaultOrderIsUsedAndSortChangesIt() async throws {
        await fill(["b", "a", "c"])
        #expect(client.items(await page("/v1/books")) == ["c", "a", "b"])
        #expect(client.items(await page("/v1/books?sort=title")) == ["a", "b", "c"])
        #expect(client.items(await page("/v1/books?sort=-title")) == ["c", "b", "a"])
        let refused = await page("/v1/books?sort=pages")
        #expect(refused.status == .badRequest)
        #expect(refused.detail?.contains("-createdAt, title, -title") == true)
    }

    @Test func aWalkThroughAllPagesSeesEachRowOnceWhateverComesAndGoes() async throws {
        await fill(["a", "b", "c", "d", "e", "f", "g"])
        let first = await page("/v1/books?sort=title&limit=3")
        #expect(client.items(first) == ["a", "b", "c"])
        #expect(link(first, "prev") == nil)
        // A row is added and the one that the cursor names is deleted.
        await fill(["aa"])
        try await client.fixture.services.database.write {
            try $0.execute(sql: "UPDATE books SET deleted_at = '' WHERE title = 'c'")
        }
        let second = await page(try #require(link(first, "next")))
        #expect(client.items(second) == ["d", "e", "f"])
        let third = await page(try #require(link(second, "next")))
        #expect(client.items(third) == ["g"])
        #expect(link(third, "next") == nil)
        let back = await page(try #require(link(third, "prev")))
        #expect(client.items(back) == ["d", "e", "f"])
        let start = await page(try #require(link(back, "prev")))
        #expect(client.items(start) == ["a", "aa", "b"])
        #expect(link(start, "prev") == nil)
        #expect(second.headers[.init("Link")!]?.contains("rel=\"next\"") == true)
        #expect(second.headers[.init("Link")!]?.contains("rel=\"prev\"") == true)
    }

    @Test func rowsWithEqualKeysKeepTheirOrder() async throws {
        for _ in 0..<5 { _ = await client.book(#"{"title": "same"}"#) }
        let all = client.items(await page("/v1/books?limit=5"), "id")
        let first = await page("/v1/books?limit=2")
        let second = await page(try #require(link(first, "next")))
        let third = await page(try #require(link(second, "next")))
        #expect(client.items(first, "id") + client.items(second, "id") + client.items(third, "id") == all)
        #expect(Set(all).count == 5)
    }

    @Test(arguments: ["sort=title&limit=2&cursor=", "genre=fiction&cursor=", "cursor="])
    func aCursorIsGoodForItsOwnListOnly(_ query: String) async throws {
        await fill(["a", "b", "c"])
        let next = try #require(link(await page("/v1/books?sort=-title&limit=2"), "next"))
        #expect(await page(next).status == .ok)
        #expect(await page(next, as: "ann").status == .badRequest)
        let cursor = try #require(next.split(separator: "cursor=").last)
        #expect(await page("/v1/books?" + query + cursor).status == .badRequest)
    }

    @Test(arguments: ["x", "AAAA", "%20", String(repeating: "A", count: 60)])
    func aCursorThatNobodyMadeIsRefused(_ cursor: String) async throws {
        #expect(await page("/v1/books?cursor=" + cursor).status == .badRequest)
    }

    @Test func theLimitHasBounds() async throws {
        await fill(["a", "b", "c", "d", "e", "f"])
        #expect(client.items(await page("/v1/books")).count == 3)
        for limit in ["100", "99999999999999999999999"] {
            #expect(client.items(await page("/v1/books?limit=" + limit)).count == 5)
        }
        for limit in ["0", "-1", "x", "", "1.5"] {
            #expect(await page("/v1/books?limit=" + limit).status == .badRequest)
        }
    }

    @Test func filtersNarrowTheList() async throws {
        _ = await client.book(#"{"title": "a", "genre": "science", "pages": 10}"#)
        client.fixture.clock.advance(seconds: 60)
        _ = await client.book(#"{"title": "b", "pages": 20}"#)
        #expect(client.items(await page("/v1/books?genre=science")) == ["a"])
        #expect(client.items(await page("/v1/books?genre.in=science,fiction&sort=title")) == ["a", "b"])
        #expect(client.items(await page("/v1/books?pages.lt=20")) == ["a"])
        #expect(client.items(await page("/v1/books?createdAt.gte=2026-11-22T13:01:00%2B01:00")) == ["b"])
        #expect(client.items(await page("/v1/books?shelved=true")) == [])
        for query in ["genre=x", "genre.in=science,x", "pages.lt=x", "createdAt.gte=x", "shelved=1"] {
            #expect(await page("/v1/books?" + query).status == .badRequest)
        }
        #expect(await page("/v1/books?gerne=x").detail == "There is no parameter `gerne`. Did you mean `genre`?")
    }

    @Test func onlyRowsThatTheCallerMaySeeAreListed() async throws {
        _ = await client.book(#"{"title": "open"}"#)
        _ = await client.book(#"{"title": "hidden", "genre": "secret"}"#)
        #expect(client.items(await page("/v1/books")) == ["open"])
        #expect(client.items(await page("/v1/books?sort=title", as: "admin")) == ["hidden", "open"])
        #expect(client.items(await page("/v1/books?q=hidden")) == [])
    }

    @Test func searchFindsWordsAndBeginningsInTheOrderOfTheirRank() async throws {
        await fill(["red fox", "red red red", "blue whale", "fox", "red wine"])
        #expect(client.items(await page("/v1/books?q=red")).first == "red red red")
        #expect(client.items(await page("/v1/books?q=fox%20red")) == ["red fox"])
        #expect(client.items(await page("/v1/books?q=wha")) == ["blue whale"])
        for text in ["", "%22", "*", "a%20OR%20b", "NEAR(", "title:x"] {
            #expect(await page("/v1/books?q=" + text).status == .ok)
        }
        let first = await page("/v1/books?q=red&limit=2")
        let second = await page(try #require(link(first, "next")))
        #expect(Set(client.items(first) + client.items(second)) == ["red red red", "red fox", "red wine"])
        let back = await page(try #require(link(second, "prev")))
        #expect(client.items(back) == client.items(first))
    }

    @Test func offsetPagesCountTheRows() async throws {
        let book = await client.book()
        for number in 1...5 {
            client.fixture.clock.advance(seconds: 1)
            _ = await client.send("POST", book + "/reviews", [:], #"{"text": "\#(number)"}"#)
        }
        let first = await page(book + "/reviews")
        #expect(client.items(first, "text") == ["1", "2"])
        #expect(first.json?["total"] == .number("5"))
        #expect(link(first, "prev") == nil)
        let second = await page(try #require(link(first, "next")))
        #expect(client.items(second, "text") == ["3", "4"])
        #expect(link(second, "prev") == book + "/reviews?offset=0")
        let last = await page(book + "/reviews?limit=100&offset=3")
        #expect(client.items(last, "text") == ["4", "5"])
        #expect(link(last, "next") == nil)
        #expect(await page(book + "/reviews?offset=-1").status == .badRequest)
    }

    @Test func theRuleInSQLAndTheRuleOverARowAgree() async throws {
        for genre in ["fiction", "science", "secret"] {
            for owner in ["ann", "bob", "admin"] {
                _ = await client.book(#"{"title": "\#(owner)", "genre": "\#(genre)"}"#, as: owner)
            }
        }
        let ids = try await client.fixture.services.database.read {
            try String.fetchAll($0, sql: "SELECT id FROM books")
        }
        for caller in [nil, "ann", "bob", "admin"] {
            var listed: Set<String> = []
            var next: String? = "/v1/books?limit=5"
            while let target = next {
                let reply = await page(target, as: caller)
                listed.formUnion(client.items(reply, "id"))
                next = link(reply, "next")
            }
            for id in ids { #expect((await page("/v1/books/" + id, as: caller).status == .ok) == listed.contains(id)) }
        }
    }
}
