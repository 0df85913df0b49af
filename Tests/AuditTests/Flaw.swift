/// What can be wrong with the test's API; without any it is sound.
enum Flaw: String, CaseIterable, Sendable {
    // API1
    case readsOthersNotes, writesOthersNotes, deletesOthersNotes, archivesOthersNotes, printsOthersNotes
    case exportsByNoteId, changesOthersPassword
    // API2
    case answersWithoutToken, makesWithoutToken, deletesWithoutToken, noticesWithoutToken
    case algorithmNone, signatureIgnored, weakSecret, expiredAccepted, refreshAsAccess, logoutKeepsToken, embeddedKey
    case kidInjection
    case loginTellsUsers, registerTakesWeakPasswords, loginUnlimited
    // API3
    case showsPassword, showsInternals, takesRole, takesRoleAtRegistration, takesOwner
    // API4
    case unlimitedRate, unlimitedPages, unlimitedBodies, slowPattern
    // API5
    case noticesForAll, adminListForAll, adminDeleteForAll, adminListWithSlash, methodOverride, resetByAnybody
    // API7
    case fetchesAnything
    // API8
    case reflectsOrigin, traces, showsErrors, debugPage, defaultAccount
    // API9
    case hiddenRoute, oldVersion, hiddenMethod
    // Injection
    case sqlInSearch, sqlInLogin, operatorInLogin, commandInTitle, headerFromQuery, templateInTitle, htmlPage, traversal
    // Beside the notes
    case sqlInBody, operatorInBody, commandInPath, redirectsAnywhere, reflectsOriginOnOneRoute, poweredBy
    case codeUnlimited, resetTellsUsers, deletesDishes, deletesOthersPictures, changesProfileByName, takesShelf
    case listForAll
    // API6
    case flowsUnlimited
}
