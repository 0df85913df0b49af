import Testing

/// A flaw, the probe that must find it, and the operation that it must name.
struct Planted: Sendable, CustomTestStringConvertible {
    var flaw: Flaw
    var probe: String
    var operation: String

    init(_ flaw: Flaw, _ probe: String, _ operation: String) {
        self.flaw = flaw
        self.probe = probe
        self.operation = operation
    }

    var testDescription: String { flaw.rawValue }

    /// Critical or high: they close the gate.
    static let serious: [Planted] = [
        Planted(.readsOthersNotes, "api1.objects", "note"),
        Planted(.writesOthersNotes, "api1.objects", "note.update"),
        Planted(.archivesOthersNotes, "api1.objects", "note.archive"),
        Planted(.printsOthersNotes, "api1.objects", "print"),
        Planted(.changesOthersPassword, "api1.objects", "password"),
        Planted(.deletesOthersNotes, "api1.deletion", "note.delete"),
        Planted(.exportsByNoteId, "api1.identifiers", "export"),
        Planted(.answersWithoutToken, "api2.anonymous", "note"),
        Planted(.makesWithoutToken, "api2.anonymous", "note.create"),
        Planted(.noticesWithoutToken, "api2.anonymous", "notice.update"),
        Planted(.deletesWithoutToken, "api1.deletion", "note.delete"),
        Planted(.showsPassword, "api3.exposure", "me"),
        Planted(.showsInternals, "api3.exposure", "me"),
        Planted(.takesRole, "api3.assignment", "me.update"),
        Planted(.takesRoleAtRegistration, "api3.assignment", "register"),
        Planted(.takesOwner, "api3.assignment", "note.create"),
        Planted(.adminListForAll, "api5.functions", "admin.users"),
        Planted(.noticesForAll, "api5.functions", "notice.update"),
        Planted(.adminListWithSlash, "api5.functions", "admin.users"),
        Planted(.adminDeleteForAll, "api5.functions", "user.delete"),
        Planted(.methodOverride, "api5.functions", "user.delete"),
        Planted(.resetByAnybody, "api5.commands", "createdb"),
        Planted(.algorithmNone, "api2.tokens", "me"),
        Planted(.signatureIgnored, "api2.tokens", "me"),
        Planted(.weakSecret, "api2.tokens", "me"),
        Planted(.expiredAccepted, "api2.tokens", "me"),
        Planted(.embeddedKey, "api2.tokens", "me"),
        Planted(.kidInjection, "api2.tokens", "me"),
        Planted(.fetchesAnything, "api7.requests", "preview"),
        Planted(.reflectsOrigin, "api8.configuration", "me"),
        Planted(.debugPage, "api8.configuration", "GET /.env"),
        Planted(.defaultAccount, "api8.configuration", "login"),
        Planted(.hiddenRoute, "api9.inventory", "GET /v1/internal"),
        Planted(.sqlInSearch, "injection.sql", "notes"),
        Planted(.sqlInLogin, "injection.sql", "login"),
        Planted(.operatorInLogin, "injection.operators", "login"),
        Planted(.commandInTitle, "injection.evaluation", "note.create"),
        Planted(.templateInTitle, "injection.evaluation", "note.create"),
        Planted(.htmlPage, "injection.markup", "notes"),
        Planted(.headerFromQuery, "injection.headers", "notes"),
        Planted(.traversal, "injection.traversal", "note"),
        Planted(.sqlInBody, "injection.sql", "find"),
        Planted(.operatorInBody, "injection.operators", "find"),
        Planted(.commandInPath, "injection.evaluation", "run"),
        Planted(.reflectsOriginOnOneRoute, "api8.configuration", "profile"),
        Planted(.deletesDishes, "api1.deletion", "dish.delete"),
        Planted(.deletesOthersPictures, "api1.deletion", "picture.delete"),
        Planted(.changesProfileByName, "api1.identifiers", "profile.update"),
        Planted(.takesShelf, "api3.assignment", "dish.update"),
        Planted(.listForAll, "api5.functions", "plans"),
        Planted(.slowPattern, "api4.patterns", "note.create"),
    ]

    static let mild: [Planted] = [
        Planted(.refreshAsAccess, "api2.tokens", "me"),
        Planted(.logoutKeepsToken, "api2.tokens", "me"),
        Planted(.loginTellsUsers, "api2.login", "login"),
        Planted(.registerTakesWeakPasswords, "api2.login", "register"),
        Planted(.loginUnlimited, "api2.login", "login"),
        Planted(.unlimitedRate, "api4.rate", "me"),
        Planted(.unlimitedPages, "api4.sizes", "notes"),
        Planted(.unlimitedBodies, "api4.sizes", "note.create"),
        Planted(.redirectsAnywhere, "api8.redirects", "go"),
        Planted(.poweredBy, "api8.configuration", "me"),
        Planted(.codeUnlimited, "api2.codes", "reset.confirm"),
        Planted(.resetTellsUsers, "api2.login", "reset"),
        Planted(.traces, "api8.configuration", "TRACE /v1/me"),
        Planted(.showsErrors, "api8.configuration", "POST /v1/notes"),
        Planted(.oldVersion, "api9.inventory", "GET /v0/notes"),
        Planted(.hiddenMethod, "api9.inventory", "PATCH /v1/notes"),
        Planted(.flowsUnlimited, "api6.flows", "redeem"),
    ]
}
