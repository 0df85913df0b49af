import Blueprint

/// `docs/errors.md`
func errorGuide(_ blueprint: Blueprint) -> RenderedFile {
    RenderedFile(
        "docs/errors.md",
        """
        # Errors

        Every answer from 400 up is `application/problem+json` (RFC 9457):

        ```sh
        test "$(curl -sS -o /dev/null -w '%{http_code}' "$BASE_URL"/no-such-path)" = 404
        ```

        ```json
        {
          "type": "about:blank",
          "title": "Not Found",
          "status": 404,
          "detail": "There is nothing at this path.",
          "instance": "/no-such-path"
        }
        ```

        `type` is `about:blank` where the status says it all, else `/problems/` and a stable code: compare it, not the texts. A 422
        has `errors`, one for each member: a JSON pointer, a text, and a code.

        | status | type | what to do |
        |---|---|---|
        | 400 | `malformed-json` `not-an-object` `malformed-query` `malformed-header` `unknown-parameter` `parameter` `sort` `cursor` | mend the request; `detail` says where |
        | 401 | `invalid-token` `bad-credentials` | renew the token, or sign in |
        | 403 | as the status | the caller may not do this; asking again does not help |
        | 404 | as the status | there is no such row, or the caller may not know of it |
        | 405 | as the status | `Allow` lists the methods |
        | 406 | as the status | accept application/json |
        | 409 | `unique` `state` `out-of-range` `referenced` `idempotency-in-flight` | read the row again; it is not in a state for this |
        | 412 | as the status | the row has changed: read it again and use its new `ETag` |
        | 413, 415 | as the status | the body is too large, or of another type |
        | 422 | `validation` `idempotency-mismatch` | mend the members that `errors` names |
        | 428 | as the status | send `If-Match` with the `ETag` that the row was read with |
        | 429 | `rate-limit` | wait `Retry-After` seconds: see [rate limits](rate-limits.md) |
        | 500 | as the status | our fault; tell us the `X-Request-Id` of the answer |
        | 503 | `busy` | try again after `Retry-After` seconds |

        Codes in `errors`: `required` `unknown` `type` `range` `pattern` `format` `enum` `unique` `readonly` `immutable` `forbidden`.

        ## Asking again

        Reads may be repeated. A `POST` with an `Idempotency-Key` may be too: within 24 hours the same key gets the same answer
        and changes nothing twice. After a 503 or a broken connection wait, and wait longer each time.

        """)
}
