import GRDB
import Platform

/// A row of `users`.
struct UserRecord: StoredRow {
    var id: String
    var email: String
    var name: String
    var phone: String?
    var role: String
    var status: String
    var lastLoginAt: Timestamp?
    var createdAt: Timestamp
    var updatedAt: Timestamp
    var version: Int64

    init(row: Row) {
        id = row[0]
        email = row[1]
        name = row[2]
        phone = row[3]
        role = row[4]
        status = row[5]
        lastLoginAt = row[6]
        createdAt = row[7]
        updatedAt = row[8]
        version = row[9]
    }

    var values: [String: DatabaseValue] {
        [
            "id": id.databaseValue, "email": email.databaseValue, "name": name.databaseValue,
            "phone": phone.databaseValue, "role": role.databaseValue, "status": status.databaseValue,
            "last_login_at": lastLoginAt.databaseValue, "created_at": createdAt.databaseValue,
            "updated_at": updatedAt.databaseValue, "version": version.databaseValue,
        ]
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("id", id)
            json.member("email", email)
            json.member("name", name)
            json.member("phone", phone)
            json.member("role", role)
            json.member("status", status)
            json.member("lastLoginAt", lastLoginAt)
            json.member("createdAt", createdAt)
            json.member("updatedAt", updatedAt)
        }
    }
}
