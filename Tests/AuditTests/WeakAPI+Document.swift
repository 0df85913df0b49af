extension WeakAPI {
    static let document = """
        openapi: 3.0.3
        info: { title: Notes, version: "1" }
        security: [{ bearer: [] }]
        paths:
          /v1/register:
            post:
              operationId: register
              security: []
              requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Registration" } } } }
              responses: { "201": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/User" } } } } }
          /v1/login:
            post:
              operationId: login
              security: []
              requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Login" } } } }
              responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Token" } } } } }
          /v1/logout:
            post: { operationId: logout, responses: { "204": { description: ok } } }
          /v1/me:
            get:
              operationId: me
              responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/User" } } } } }
            patch:
              operationId: me.update
              requestBody: { content: { application/json: { schema: { type: object, properties: { email: { type: string, format: email } } } } } }
              responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/User" } } } } }
          /v1/users/{username}/password:
            put:
              operationId: password
              parameters: [{ name: username, in: path, required: true, schema: { type: string } }]
              requestBody: { content: { application/json: { schema: { type: object, required: [password], properties: { password: { type: string } } } } } }
              responses: { "204": { description: ok } }
          /v1/users/{username}:
            delete:
              operationId: user.delete
              description: Only admins may delete users.
              parameters: [{ name: username, in: path, required: true, schema: { type: string } }]
              responses: { "204": { description: ok } }
          /v1/admin/users:
            get:
              operationId: admin.users
              responses: { "200": { description: ok, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/User" } } } } } }
          /v1/admin/notices:
            get:
              operationId: notices
              responses: { "200": { description: ok, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Notice" } } } } } }
            post:
              operationId: notice.create
              requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/NewNotice" } } } }
              responses: { "201": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Notice" } } } } }
          /v1/admin/notices/{noticeId}:
            parameters: [{ name: noticeId, in: path, required: true, schema: { type: integer } }]
            get:
              operationId: notice
              responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Notice" } } } } }
            put:
              operationId: notice.update
              requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/NewNotice" } } } }
              responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Notice" } } } } }
          /v1/notes:
            get:
              operationId: notes
              parameters:
                - { name: search, in: query, schema: { type: string } }
                - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 20 } }
              responses: { "200": { description: ok, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Note" } } } } } }
            post:
              operationId: note.create
              requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/NewNote" } } } }
              responses: { "201": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } } }
          /v1/notes/{noteId}:
            parameters: [{ name: noteId, in: path, required: true, schema: { type: integer } }]
            get:
              operationId: note
              responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } } }
            put:
              operationId: note.update
              requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/NewNote" } } } }
              responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "#/components/schemas/Note" } } } } }
            delete: { operationId: note.delete, responses: { "204": { description: ok } } }
          /v1/notes/{noteId}/archive:
            post:
              operationId: note.archive
              parameters: [{ name: noteId, in: path, required: true, schema: { type: integer } }]
              responses: { "200": { description: ok } }
          /v1/prints/{noteId}-{size}:
            get:
              operationId: print
              parameters:
                - { name: noteId, in: path, required: true, schema: { type: integer } }
                - { name: size, in: path, required: true, schema: { type: string, enum: [small, large] } }
              responses: { "200": { description: ok } }
          /v1/createdb:
            get: { operationId: createdb, responses: { "200": { description: ok } } }
          /v1/export:
            get:
              operationId: export
              parameters: [{ name: noteId, in: query, required: true, schema: { type: integer } }]
              responses: { "200": { description: ok } }
          /v1/previews:
            post:
              operationId: preview
              requestBody: { content: { application/json: { schema: { type: object, required: [link], properties: { link: { type: string, format: uri } } } } } }
              responses: { "200": { description: ok } }
          /v1/coupons/redeem:
            post:
              operationId: redeem
              requestBody: { content: { application/json: { schema: { type: object, required: [code], properties: { code: { type: string } } } } } }
              responses: { "200": { description: ok } }
        \(besides)
        components:
          schemas:
            Registration: { type: object, required: [username, password, email], properties: { username: { type: string }, password: { type: string, minLength: 10 }, email: { type: string, format: email } } }
            Login: { type: object, required: [username, password], properties: { username: { type: string }, password: { type: string } } }
            Token: { type: object, properties: { token: { type: string }, refreshToken: { type: string } } }
            User: { type: object, properties: { id: { type: integer, readOnly: true }, username: { type: string }, email: { type: string }, role: { type: string, enum: [user, admin] } } }
            NewNotice: { type: object, required: [text], properties: { text: { type: string } } }
            Notice: { type: object, properties: { id: { type: integer }, text: { type: string } } }
            NewNote: { type: object, required: [title], properties: { title: { type: string }, text: { type: string } } }
            Note: { type: object, properties: { id: { type: integer }, title: { type: string }, text: { type: string }, owner: { type: string }, archived: { type: boolean } } }
        """
}
