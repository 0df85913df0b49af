import HTTPTypes

/// An error answer: RFC 9457 `application/problem+json`. Thrown anywhere below the pipeline, it becomes the answer.
public struct Problem: Error, Sendable, Equatable {
    /// What is wrong with one member of the request's body.
    public struct Violation: Sendable, Equatable {
        /// JSON pointer (RFC 6901) to the member: `/name`, `/tags/0`.
        public var pointer: String
        public var detail: String
        /// One of `required unknown type range pattern format enum unique readonly immutable forbidden`.
        public var code: String

        public init(pointer: String, detail: String, code: String) {
            self.pointer = pointer
            self.detail = detail
            self.code = code
        }
    }

    public var status: HTTPResponse.Status
    /// The problem's type is `/problems/<code>`, or `about:blank` where the status says it all.
    public var code: String?
    public var title: String
    public var detail: String?
    public var errors: [Violation]
    /// Added to the answer: `Allow`, `Retry-After`, `WWW-Authenticate`.
    public var headers: HTTPFields

    public init(
        _ status: HTTPResponse.Status, code: String? = nil, title: String? = nil, detail: String? = nil,
        errors: [Violation] = [], headers: HTTPFields = [:]
    ) {
        self.status = status
        self.code = code
        self.title = title ?? status.reasonPhrase
        self.detail = detail
        self.errors = errors
        self.headers = headers
    }
}
