import Blueprint
import Brief
import Source

/// `docs/handover.md`: what those need who take the service over.
func handover(_ blueprint: Blueprint) -> RenderedFile {
    let brief = blueprint.brief
    return RenderedFile(
        "docs/handover.md",
        """
        # Handover of \(MarkdownText.inline(brief.title))

        \(blueprint.endpoints.count) operations on \(brief.resources.count) \
        resource\(brief.resources.count == 1 ? "" : "s"), proved by \(blueprint.endpoints.reduce(0) { $0 + blueprint.cases(of: $1.id).count }) cases for \
        \(blueprint.requirements.count) rules. The rules are in [requirements.md](requirements.md), the cases in
        [test-plan.md](test-plan.md), the risks in [threats.md](threats.md).

        ## Onboarding

        | day | do this | you are done when |
        |---|---|---|
        | 1 | `make build`, `make test`, `make seed`, `make run`; [getting started](getting-started.md) | you have signed in and read a row |
        | 1 | read `brief.yaml`, then one folder of `Sources/API` beside its tests | you can say which rule a test proves |
        | 2 | change a rule in a copy and see which tests fail | you trust the tests |
        | 2 | the [runbook](runbook.md): back up and recover on your own machine | you have restored a copy |
        | 3 | deploy to staging, move traffic, roll back | you would do it at night |

        Hand-written code goes to `Sources/Extensions`; what is derived from the brief is changed in the brief.

        ## Support

        | what | where |
        |---|---|
        | how to call it | [getting started](getting-started.md), [errors](errors.md), [rate limits](rate-limits.md), `/docs` of the service |
        | how it does now | Grafana, `deploy/monitoring/dashboard.json` |
        | what an alert means | [runbook](runbook.md), a heading for each |
        | what changed | [CHANGELOG.md](../CHANGELOG.md), and git: each commit names the rule it is for |

        A question from a client should come with the time, the request and the answer's `X-Request-Id`: the log has the rest.

        ## Common problems

        | clients say | it is | tell them |
        |---|---|---|
        | "I get 401 since this morning" | the access token has ended, or the account was suspended | renew or sign in; look at the account |
        | "I get 403, but I am signed in" | the role or the row's owner | which rule: `docs/requirements.md` |
        | "404, but the row is there" | the caller may not know of it | same |
        | "409 on create" | a unique value is taken | the member is in `errors` |
        | "412 on update" | somebody else was faster | read again, use the new `ETag` |
        | "429" | a rate limit | [rate limits](rate-limits.md): wait `Retry-After` |
        | "it is slow" | see LatencyHigh in the runbook | the time and the route |

        ## Escalation

        | step | when | who |
        |---|---|---|
        | 1 | an alert fires, or a client reports | whoever is on call: the runbook |
        | 2 | a critical alert lasts 30 minutes, or data may be lost | the owning team's lead |
        | 3 | data is lost or leaked | the lead, those responsible for data protection, and the clients |

        Names and numbers of the people are yours to add; they change more often than this page should.

        """)
}
