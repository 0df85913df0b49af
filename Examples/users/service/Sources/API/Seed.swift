import GRDB
import Platform

extension API {
    /// Data for a development machine. The passwords are known to everyone who reads this.
    static let seed = Seed(
        accounts: [
            .init(
                login: "user@example.org",
                password: "correct horse battery",
                role: "user",
                fields: ["name": "name 1".databaseValue, "status": "active".databaseValue]),
            .init(
                login: "support@example.org",
                password: "correct horse battery",
                role: "support",
                fields: ["name": "name 2".databaseValue, "status": "active".databaseValue]),
            .init(
                login: "admin@example.org",
                password: "correct horse battery",
                role: "admin",
                fields: ["name": "name 3".databaseValue, "status": "active".databaseValue]),
        ],
        statements: [
            """
            INSERT OR IGNORE INTO "users" ("id", "email", "name", "phone", "role", "status",
            "last_login_at", "created_at", "updated_at", "version", "deleted_at")
            VALUES ('01980000-0001-7000-8000-000000000001', 'someone1@example.org', 'name 1', '+1000000000',
            'user', 'active', '2026-01-07T22:41:00.000Z', '2026-01-01T00:01:00.000Z',
            '2026-01-01T00:01:00.000Z', 1, NULL)
            """,
            """
            INSERT OR IGNORE INTO "users" ("id", "email", "name", "phone", "role", "status",
            "last_login_at", "created_at", "updated_at", "version", "deleted_at")
            VALUES ('01980000-0001-7000-8000-000000000002', 'someone2@example.org', 'name 2', NULL,
            'support', 'active', NULL, '2026-01-01T00:02:00.000Z', '2026-01-01T00:02:00.000Z', 1, NULL)
            """,
            """
            INSERT OR IGNORE INTO "users" ("id", "email", "name", "phone", "role", "status",
            "last_login_at", "created_at", "updated_at", "version", "deleted_at")
            VALUES ('01980000-0001-7000-8000-000000000003', 'someone3@example.org', 'name 3', '+3000000000',
            'user', 'suspended', '2026-01-07T22:43:00.000Z', '2026-01-01T00:03:00.000Z',
            '2026-01-01T00:03:00.000Z', 1, NULL)
            """,
            """
            INSERT OR IGNORE INTO "users" ("id", "email", "name", "phone", "role", "status",
            "last_login_at", "created_at", "updated_at", "version", "deleted_at")
            VALUES ('01980000-0001-7000-8000-000000000004', 'someone4@example.org', 'name 4', '+4000000000',
            'support', 'active', '2026-01-07T22:44:00.000Z', '2026-01-01T00:04:00.000Z',
            '2026-01-01T00:04:00.000Z', 1, NULL)
            """,
        ])
}
