import Blueprint
import Source

/// One request in the languages that clients are written in. Each program prints the status and the body, and reads where the
/// service is and whose token to send from `BASE_URL` and `TOKEN`.
struct ExampleCode {
    let example: DocumentedExample

    private var headers: [Request.Pair] { example.headers }

    /// Executed by a POSIX shell.
    var curl: String {
        var words = ["curl -sS"]
        if example.request.method != "GET" { words.append("-X \(ShellText.word(example.request.method))") }
        words.append("\"$BASE_URL\"" + ShellText.word(example.target))
        if example.isSignedIn { words.append("-H \"Authorization: Bearer $TOKEN\"") }
        words += headers.map { "-H " + ShellText.word("\($0.name): \($0.value)") }
        if let body = example.bodyText { words.append("--data-raw " + ShellText.word(body)) }
        return words.joined(separator: " \\\n  ")
    }

    /// Node 18 or later, as a module.
    var javaScript: String {
        var options = ["method: \(ScriptText.literal(example.request.method)),"]
        var lines = headers.map { "\(ScriptText.literal($0.name)): \(ScriptText.literal($0.value))," }
        if example.isSignedIn { lines.insert("Authorization: `Bearer ${process.env.TOKEN}`,", at: 0) }
        if !lines.isEmpty { options.append("headers: {\n    \(lines.joined(separator: "\n    "))\n  },") }
        if let body = example.bodyText { options.append("body: \(ScriptText.literal(body)),") }
        return """
            const response = await fetch(process.env.BASE_URL + \(ScriptText.literal(example.target)), {
              \(options.joined(separator: "\n  "))
            });
            console.log(response.status, await response.text());
            """
    }

    /// The standard library.
    var python: String {
        var lines = headers.map { "\(ScriptText.literal($0.name)): \(ScriptText.literal($0.value))," }
        if example.isSignedIn { lines.insert("\"Authorization\": \"Bearer \" + os.environ[\"TOKEN\"],", at: 0) }
        var arguments = [
            "os.environ[\"BASE_URL\"] + \(ScriptText.literal(example.target)),",
            "method=\(ScriptText.literal(example.request.method)),",
        ]
        if !lines.isEmpty { arguments.append("headers={\n        \(lines.joined(separator: "\n        "))\n    },") }
        if let body = example.bodyText { arguments.append("data=\(ScriptText.literal(body)).encode(),") }
        return """
            import os
            import urllib.request

            request = urllib.request.Request(
                \(arguments.joined(separator: "\n    "))
            )
            with urllib.request.urlopen(request) as response:
                print(response.status, response.read().decode())
            """
    }

    /// Java 11 or later: `java Example.java`.
    var java: String {
        var calls = headers.map { ".header(\(JavaText.literal($0.name)), \(JavaText.literal($0.value)))" }
        if example.isSignedIn {
            calls.insert(".header(\"Authorization\", \"Bearer \" + System.getenv(\"TOKEN\"))", at: 0)
        }
        let body = example.bodyText.map { "ofString(\(JavaText.literal($0)))" } ?? "noBody()"
        calls.append(".method(\(JavaText.literal(example.request.method)), HttpRequest.BodyPublishers.\(body))")
        calls.append(".build();")
        let indent = "\n            "
        return """
            import java.net.URI;
            import java.net.http.*;

            public class Example {
                public static void main(String[] arguments) throws Exception {
                    var uri = URI.create(System.getenv("BASE_URL") + \(JavaText.literal(example.target)));
                    var request = HttpRequest.newBuilder(uri)\(indent)\(calls.joined(separator: indent))
                    var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
                    System.out.println(response.statusCode() + " " + response.body());
                }
            }
            """
    }

    /// Foundation, as a script: `swift example.swift`.
    var swift: String {
        var lines = headers.map {
            "request.setValue(\(SwiftText.literal($0.value)), forHTTPHeaderField: \(SwiftText.literal($0.name)))"
        }
        if example.isSignedIn {
            lines.insert(
                "request.setValue(\"Bearer \\(environment[\"TOKEN\"]!)\", forHTTPHeaderField: \"Authorization\")", at: 0
            )
        }
        if let body = example.bodyText { lines.append("request.httpBody = Data(\(SwiftText.literal(body)).utf8)") }
        return """
            import Foundation
            #if canImport(FoundationNetworking)
            import FoundationNetworking
            #endif

            let environment = ProcessInfo.processInfo.environment
            var request = URLRequest(url: URL(string: environment["BASE_URL"]! + \(SwiftText.literal(example.target)))!)
            request.httpMethod = \(SwiftText.literal(example.request.method))
            \((lines + ["let (data, response) = try await URLSession.shared.data(for: request)"]).joined(separator: "\n"))
            print((response as! HTTPURLResponse).statusCode, String(decoding: data, as: UTF8.self))
            """
    }
}
