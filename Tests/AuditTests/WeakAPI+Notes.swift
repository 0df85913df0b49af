import Blueprint
import Foundation
import Synchronization

@testable import Proving

extension WeakAPI {
    private func show(_ id: Int, _ note: Note) -> JSON {
        [
            "id": .int(id), "title": .string(note.title), "text": .string(note.text), "owner": .string(note.owner),
            "archived": .bool(note.archived),
        ]
    }

    func notes(_ request: Request, _ caller: String) -> Response {
        switch request.method {
        case "GET":
            if let search = request.query["search"], has(.sqlInSearch) { return searched(search, caller) }
            let limit = Int(request.query["limit"] ?? "20") ?? 20
            if !(1...20).contains(limit), !has(.unlimitedPages) { return no(400) }
            let search = request.query["search"] ?? ""
            if has(.headerFromQuery), search.contains("\r\nX-Fivegate") {
                return Response(body: Data("[]".utf8), headers: ["X-Search: fg", "X-Fivegate: injected"])
            }
            return store.withLock { store in
                let own = store.notes.filter {
                    $0.value.owner == caller && (search.isEmpty || $0.value.title.contains(search))
                }
                return .json(
                    .array(own.sorted { $0.key > $1.key }.prefix(max(limit, 0)).map { show($0.key, $0.value) }))
            }
        case "POST":
            guard let title = request.json["title"]?.text else { return no(400) }
            if has(.slowPattern), title.wholeMatch(of: #/(a+)+/#) != nil { return no(400) }
            let maker = caller.isEmpty ? "ann" : caller
            let owner = has(.takesOwner) ? request.json["owner"]?.text ?? maker : maker
            return store.withLock { store in
                store.next += 1
                let note = Note(owner: owner, title: evaluated(title), text: request.json["text"]?.text ?? "")
                store.notes[store.next] = note
                return .json(show(store.next, note), 201)
            }
        default: return has(.hiddenMethod) && request.method == "PATCH" ? Response.json(["ok": .bool(true)]) : no(405)
        }
    }

    /// What a template or a shell would make of it.
    private func evaluated(_ title: String) -> String {
        if has(.templateInTitle) { return title.replacing("{{8191*8209}}", with: "67239919") }
        if has(.commandInTitle) { return title.replacing("$(expr 8191 \\* 8209)", with: "67239919") }
        return title
    }

    func note(_ request: Request, _ parts: [String], _ caller: String) -> Response {
        guard let id = Int(parts[1]) else { return no(404) }
        if parts.count == 3 {
            guard request.method == "POST", parts[2] == "archive" else { return no(404) }
            return change(id, caller, .archivesOthersNotes) { $0.archived = true }
        }
        switch request.method {
        case "GET": return shown(id, caller, .readsOthersNotes)
        case "PUT":
            guard let title = request.json["title"]?.text else { return no(400) }
            return change(id, caller, .writesOthersNotes) { note in
                note.title = title
                if let text = request.json["text"]?.text { note.text = text }
            }
        case "DELETE":
            return store.withLock { store in
                let may = store.notes[id]?.owner == caller || has(.deletesOthersNotes) || caller.isEmpty
                guard store.notes[id] != nil, may else { return no(404) }
                store.notes[id] = nil
                return Response(status: 204)
            }
        default: return no(405)
        }
    }

    func shown(_ id: Int?, _ caller: String, _ flaw: Flaw) -> Response {
        store.withLock { store in
            guard let id, let note = store.notes[id], note.owner == caller || has(flaw) || caller.isEmpty else {
                return no(404)
            }
            return .json(show(id, note))
        }
    }

    func printed(_ name: String, _ caller: String) -> Response {
        let parts = name.split(separator: "-")
        guard parts.count == 2 else { return no(404) }
        return shown(Int(parts[0]), caller, .printsOthersNotes)
    }

    private func change(_ id: Int, _ caller: String, _ flaw: Flaw, _ change: (inout Note) -> Void) -> Response {
        store.withLock { store in
            guard var note = store.notes[id], note.owner == caller || has(flaw) else { return no(404) }
            change(&note)
            store.notes[id] = note
            return .json(show(id, note))
        }
    }

    func preview(_ request: Request) -> Response {
        guard let link = request.json["link"]?.text, let url = URL(string: link) else { return no(400) }
        if has(.fetchesAnything), let raw = RawHTTP(base: link) {
            let data = RawHTTP.request("GET", url.path.isEmpty ? "/" : url.path, host: url.host ?? "")
            Task.detached { _ = await raw.exchange(data, seconds: 2) }
        }
        return .json(["queued": .bool(true)])
    }
}
