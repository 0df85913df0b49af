import HTTPTypes

extension Problem {
    /// 400: the body, a parameter or a header cannot be read.
    public static func malformed(_ detail: String, code: String? = nil) -> Problem {
        Problem(.badRequest, code: code, detail: detail)
    }

    /// 401, with the challenge that RFC 6750 asks for.
    public static func unauthorized(_ detail: String, code: String? = nil) -> Problem {
        let challenge = code == nil ? "Bearer" : "Bearer error=\"invalid_token\""
        return Problem(.unauthorized, code: code, detail: detail, headers: [.wwwAuthenticate: challenge])
    }

    /// 403: the caller may see this, but may not do it.
    public static func forbidden(_ detail: String = "You may not do this.") -> Problem {
        Problem(.forbidden, detail: detail)
    }

    /// 404: there is no such thing, or the caller may not know of it.
    public static func notFound(_ detail: String = "There is no such resource.") -> Problem {
        Problem(.notFound, detail: detail)
    }

    /// 409: the state of the resource does not allow this.
    public static func conflict(_ detail: String, code: String? = nil, errors: [Violation] = []) -> Problem {
        Problem(.conflict, code: code, detail: detail, errors: errors)
    }

    /// 422: the body was read, but its members break rules.
    public static func invalid(_ errors: [Violation]) -> Problem {
        Problem(
            .unprocessableContent, code: "validation", title: "Validation failed",
            detail: errors.count == 1 ? "One member is not valid." : "\(errors.count) members are not valid.",
            errors: errors)
    }
}
