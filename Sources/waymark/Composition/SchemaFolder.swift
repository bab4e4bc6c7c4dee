internal import FoundationEssentials
internal import Storage

/// The folder schema/ that came with the program, filled in for this install.
struct SchemaFolder {
    private let settings: DatabaseSettings

    init(_ settings: DatabaseSettings) {
        self.settings = settings
    }

    /// The folder of the migrations.
    var migrations: String { "\(settings.schemaDirectory)/migrations" }

    /// What the administrator runs once.
    func accounts() throws -> String {
        var fillings = names
        fillings["database"] = .identifier(settings.name)
        for account in AccountSettings.Account.allCases {
            fillings["\(account.rawValue)_password"] = .text(settings.accounts.password(account))
        }
        return try SchemaTemplate(text("accounts.sql")).filled(fillings)
    }

    /// What each account may do, to be granted after every migration.
    func grants() throws -> String {
        try SchemaTemplate(text("grants.sql")).filled(names)
    }

    private var names: [String: SchemaTemplate.Filling] {
        let database = ["database_pattern": SchemaTemplate.Filling.pattern(settings.name)]
        return AccountSettings.Account.allCases.reduce(into: database) { names, account in
            names[account.rawValue] =
                .account(name: settings.accounts.user(account), host: settings.accounts.clients)
        }
    }

    private func text(_ name: String) throws -> String {
        let path = "\(settings.schemaDirectory)/\(name)"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw Complaint(
                "\(path) cannot be read.",
                remedy: "WAYMARK_SCHEMA names the folder schema/ that came with this program."
            )
        }
        return text
    }
}
