import ArgumentParser
import GRDB

/// `Server admin create`
struct AdminCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "admin", abstract: "Make the accounts that the API does not make.", subcommands: [Create.self])

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an account with the highest role; its password is read from standard input.")

        @Argument(help: "E-mail address, or whatever accounts sign in with.") var login: String
        @Option(help: "Role; without it the highest.") var role: String?
        @Option(name: .customLong("set"), help: ArgumentHelp("A field of the account.", valueName: "field=value"))
        var fields: [String] = []

        func run() async throws {
            let context = try CommandContext.required()
            let model = try context.accounts()
            let request = AccountMaker.Request(
                login: try checkedLogin(model), fields: try assignments(),
                role: role ?? (model.roleColumn == nil ? nil : model.roles.last))
            let password = try password(context, model)
            let configuration = try context.configuration()
            let runtime = try await ServiceRuntime(context)
            defer { try? runtime.services.database.close() }
            let hasher = Argon2Hasher(threads: 1, queue: configuration.accounts?.hashingQueue ?? 1)
            let hash = try await hasher.hash(password)
            let maker = AccountMaker(model: model, newID: context.newID)
            let id = try await runtime.services.database.write { connection in
                let id = try maker.insert(request, hash: hash, at: context.now(), on: connection)
                try AuditLog.append(
                    AuditEntry(
                        operation: "admin.create", actor: nil, subject: id, requestID: "command", at: context.now(),
                        change: "{}"),
                    on: connection)
                return id
            }
            context.print(id)
        }

        private func checkedLogin(_ model: AccountModel) throws -> String {
            let isAddress = login.split(separator: "@").count == 2 && !login.contains(where: \.isWhitespace)
            guard isAddress || !model.login.isLowercased else { throw CommandError.login(login) }
            return login
        }

        private func password(_ context: CommandContext, _ model: AccountModel) throws -> String {
            guard let password = context.readSecret("Password: "), !password.isEmpty else {
                throw CommandError.noPassword
            }
            if let violation = model.password.violation(of: password, login: login, pointer: "") {
                throw CommandError.password(violation.detail)
            }
            return password
        }

        private func assignments() throws -> [String: DatabaseValue] {
            var values: [String: DatabaseValue] = [:]
            for text in fields {
                let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, !parts[0].isEmpty else { throw CommandError.assignment(text) }
                values[String(parts[0])] = String(parts[1]).databaseValue
            }
            return values
        }
    }
}

/// `Server seed`
struct SeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "seed", abstract: "Fill a development database with demo accounts and rows; can run again.")

    func run() async throws {
        let context = try CommandContext.required()
        guard try context.configuration().environment == .development else { throw CommandError.production }
        let runtime = try await ServiceRuntime(context)
        defer { try? runtime.services.database.close() }
        let statements = context.definition.seed.statements
        let rows = try await runtime.services.database.write { connection in
            let before = connection.totalChangesCount
            for statement in statements { try connection.execute(sql: statement) }
            return connection.totalChangesCount - before
        }
        context.print("\(rows) rows added")
        for account in context.definition.seed.accounts {
            let isNew = try await make(account, context, runtime)
            context.print("\(isNew ? "made" : "kept") \(account.login)\(account.role.map { " (\($0))" } ?? "")")
        }
    }

    private func make(_ account: Seed.Account, _ context: CommandContext, _ runtime: ServiceRuntime) async throws
        -> Bool
    {
        guard let accounts = runtime.accounts else { throw CommandError.noAccounts }
        let database = runtime.services.database
        let login = accounts.model.login.stored(account.login)
        guard try await database.read({ try accounts.find(login, on: $0) }) == nil else { return false }
        let hash = try await accounts.hash(account.password)
        let maker = AccountMaker(model: accounts.model, newID: context.newID)
        let request = AccountMaker.Request(login: login, fields: account.fields, role: account.role)
        _ = try await database.write { try maker.insert(request, hash: hash, at: context.now(), on: $0) }
        return true
    }
}
