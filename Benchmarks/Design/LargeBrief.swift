/// A brief as text with this many resources: each like the users brief's `User`, and each referring to the one before.
func largeBrief(resources count: Int) -> String {
    head + (1..<max(1, count)).map(resource).joined()
}

private func resource(_ number: Int) -> String {
    """
      Thing\(number):
        path: /things\(number)
        ops: [create, list, get, update, delete]
        fields:
          email:       email unique
          name:        string(1..80)
          phone:       string(..20)? /^\\+[0-9]{7,15}$/
          role:        enum(user, support, admin) = user
          status:      enum(active, suspended) = active readonly
          lastLoginAt: datetime? readonly
          parent:      -> \(number == 1 ? "User" : "Thing\(number - 1)")?
        allow:
          create:      support
          list:        support
          get:         support
          update:      admin
          update.role: admin
          delete:      admin
          suspend:     admin
          activate:    admin
    \(lists)
    """
}

private let head = """
    api: large
    version: v1
    roles: [user, support, admin]
    auth:
      subject: User
      login: email + password
      role: role
      when: status = active
      refresh: 30d
      lockout: 10 in 15m
      ops:
        register: POST /auth/register
        login:    POST /auth/login
        refresh:  POST /auth/refresh
        logout:   POST /auth/logout
        forgot:   POST /auth/password/forgot
        reset:    POST /auth/password/reset
        password: POST /me/password
        me:       /me
    resources:
      User:
        path: /users
        ops: [list, get, update, delete]
        fields:
          email:       email unique
          name:        string(1..80)
          phone:       string(..20)? /^\\+[0-9]{7,15}$/
          role:        enum(user, support, admin) = user
          status:      enum(active, suspended) = active readonly
          lastLoginAt: datetime? readonly
        allow:
          list:        support
          get:         me = self or support
          update:      me = self or admin
          update.role: admin and me != self
          delete:      admin and me != self
          suspend:     admin and me != self
          activate:    admin
    \(lists)
    """

/// Where `User` and the others are the same.
private let lists = """
        list:
          filter:  [role, status, email, createdAt.gte, createdAt.lt]
          search:  [name, email]
          sort:    [createdAt, name]
          default: -createdAt
        delete: soft 30d
        actions:
          suspend:
            when: status = active
            input:
              reason: string(1..500)
            set:
              status: suspended
          activate:
            when: status = suspended
            set:
              status: active
        audit: [update, delete, suspend, activate]

    """
