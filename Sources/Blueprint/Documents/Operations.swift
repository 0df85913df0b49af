import Brief
import Source

extension Blueprint {
    /// Backup and scaling notes, from what the brief stores and promises.
    var operationsDocument: String {
        var document = Markdown()
        document.heading(1, "\(brief.title): backup and scaling")
        document.heading(2, "What is stored")
        document.table(
            ["table", "columns", "indexes", "search"],
            schema.tables.map {
                [
                    MarkdownText.code($0.name), String($0.columns.count), String($0.indexes.count),
                    $0.search.map { MarkdownText.code($0.name) } ?? "",
                ]
            })
        document.heading(2, "Backup")
        document.list([
            "`Server backup FILE` copies the database while it is in use; the copy is consistent.",
            "`Server restore FILE` checks the copy and puts it in the place of a stopped service's database.",
            "A copy each hour and one each day kept for 30 days bounds the loss to an hour; copy them off the machine.",
        ])
        let purged = brief.resources.compactMap { resource -> String? in
            guard case .soft(let time) = resource.deletion else { return nil }
            return
                "Deleted rows of \(MarkdownText.code(resource.name)) stay for \(time.count) s, until `Server purge` removes them; "
                + "backups keep them for as long as the backups are kept."
        }
        document.list(purged)
        document.heading(2, "Scaling")
        document.list([
            "The brief asks for \(Int(brief.slo.throughput)) requests/s with p95 below \(Int(brief.slo.p95)) ms.",
            "SQLite has one writer at a time and any number of readers; each request reads by key or along an index.",
            "Readers grow with cores. When writes are the bound, the statements move to PostgreSQL: they use no feature of "
                + "SQLite but full-text search.",
            "Every list is cut into pages, so that a growing table makes no answer slower.",
        ])
        return document.text
    }
}
