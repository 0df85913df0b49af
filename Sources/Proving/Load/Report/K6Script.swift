import Source

/// The same load as a script for k6, for teams that run it elsewhere. Credentials are not written: each header that proves who
/// calls is read from an environment variable of its name.
public struct K6Script: Sendable {
    /// Requests of an endpoint beyond this number are left out.
    private static let most = 100

    let question: LoadReport.Question
    let mix: LoadMix
    let options: LoadOptions

    public init(_ question: LoadReport.Question, _ mix: LoadMix, _ options: LoadOptions) {
        self.question = question
        self.mix = mix
        self.options = options
    }

    /// `k6 run -e BASE=http://127.0.0.1:8080 -e AUTHORIZATION='Bearer …' FILE`
    public var text: String {
        """
        // \(JavaScriptText.comment(question.title)): \(question.profile.rawValue). \
        Run it with: k6 run -e BASE=\(question.target)\(variables.map { " -e \($0)=…" }.joined()) FILE
        // Requests leave at their rate whatever becomes of earlier ones; any status not expected is a failure.
        import http from "k6/http";

        const base = __ENV.BASE || \(JavaScriptText.string(question.target));

        export const options = {
          discardResponseBodies: true,
          scenarios: {
            mix: \(scenario),
          },
          thresholds: {
        \(thresholds)
          },
        };

        // [name, weight, requests]; a request is [method, path, headers, names of secret headers, body, expected statuses].
        const endpoints = [
        \(mix.endpoints.map(endpoint).joined(separator: "\n"))
        ];
        const total = endpoints.reduce((sum, endpoint) => sum + endpoint[1], 0);
        const next = endpoints.map(() => 0);

        function choose() {
          let left = Math.random() * total;
          for (let index = 0; index < endpoints.length; index += 1) {
            left -= endpoints[index][1];
            if (left < 0) return index;
          }
          return endpoints.length - 1;
        }

        export default function () {
          const index = choose();
          const [name, , requests] = endpoints[index];
          const [method, path, headers, secrets, body, expected] = requests[(next[index] += 1) % requests.length];
          const sent = Object.assign({}, headers);
          for (const secret of secrets) sent[secret] = __ENV[secret.toUpperCase().replace(/[^A-Z0-9]/g, "_")] || "";
          http.request(method, base + path, body, {
            headers: sent,
            tags: { endpoint: name },
            timeout: "\(Int(options.timeout / .milliseconds(1)))ms",
            responseCallback: http.expectedStatuses(...expected),
          });
        }

        """
    }

    /// Names of environment variables that hold credentials.
    private var variables: [String] {
        let names = mix.endpoints.flatMap { $0.requests.prefix(Self.most).flatMap { $0.credentials.map(\.name) } }
        return Set(
            names.map { name in String(name.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
            }
        )
        .sorted()
    }

    private var scenario: String {
        let users = "preAllocatedVUs: \(min(50, options.connections)), maxVUs: \(options.connections)"
        let stages =
            question.profile == .stress
            ? doublings : question.profile.stages(rate: question.rate, seconds: question.seconds)
        if stages.count == 1 {
            return "{ executor: \"constant-arrival-rate\", rate: \(Self.whole(stages[0].rate)), timeUnit: \"1s\", "
                + "duration: \"\(Self.whole(stages[0].seconds))s\", \(users) }"
        }
        // A stage without duration is a step.
        let steps = stages.map {
            "{ target: \(Self.whole($0.rate)), duration: \"0s\" }, { target: \(Self.whole($0.rate)), "
                + "duration: \"\(Self.whole($0.seconds))s\" }"
        }
        return
            "{ executor: \"ramping-arrival-rate\", startRate: \(Self.whole(stages[0].rate)), timeUnit: \"1s\", \(users),\n"
            + "      stages: [\(steps.joined(separator: ", "))] }"
    }

    /// k6 cannot bisect: the rate is doubled six times.
    private var doublings: [LoadStage] {
        (0...6).map { LoadStage(rate: question.rate * Double(1 << $0), seconds: question.seconds) }
    }

    private var thresholds: String {
        var keys: [String] = []
        var conditions: [String: [String]] = [:]
        for threshold in question.thresholds {
            if conditions[threshold.key] == nil { keys.append(threshold.key) }
            conditions[threshold.key, default: []].append(threshold.condition)
        }
        return keys.map { key in
            let list = (conditions[key] ?? []).map(JavaScriptText.string).joined(separator: ", ")
            return "    \(JavaScriptText.string(key)): [\(list)],"
        }.joined(separator: "\n")
    }

    private func endpoint(_ endpoint: LoadEndpoint) -> String {
        let requests = endpoint.requests.prefix(Self.most).map { "    \(request($0))," }.joined(separator: "\n")
        return "  [\(JavaScriptText.string(endpoint.name)), \(endpoint.weight), [\n\(requests)\n  ]],"
    }

    private func request(_ request: LoadRequest) -> String {
        let headers = request.headers.map { "\(JavaScriptText.string($0.name)): \(JavaScriptText.string($0.value))" }
        let secrets = request.credentials.map { JavaScriptText.string($0.name) }
        let body = request.body.map { JavaScriptText.string(String(decoding: $0, as: UTF8.self)) } ?? "null"
        let expected = request.expected.map(String.init)
        return "[\(JavaScriptText.string(request.method)), \(JavaScriptText.string(request.path)), "
            + "{\(headers.joined(separator: ", "))}, [\(secrets.joined(separator: ", "))], \(body), "
            + "[\(expected.joined(separator: ", "))]]"
    }

    private static func whole(_ value: Double) -> Int { max(1, Int(value.rounded())) }
}
