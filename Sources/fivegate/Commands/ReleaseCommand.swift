import ArgumentParser

/// `fivegate release`
struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract:
            "Release the workspace's service behind HAProxy or in a cluster: blue-green, judged, and back in one step.",
        discussion: """
            The service answers at one door, 127.0.0.1:8080. A new version is started beside the one that serves, gets 10, 50
            and then 100 % of the traffic, and is judged at each step by its 5xx answers, its latency and its health, also
            beside the old version. What fails is rolled back by itself; what has too little traffic waits for you.

              fivegate release deploy -C build/users          build it and bring it in; asks before
              fivegate release deploy -C build/users --dry-run     the plan and the go/no-go, nothing else
              fivegate release status -C build/users          who serves, with which weights
              fivegate release rollback -C build/users        back to the version before, from any point
              fivegate release report -C build/users          what was measured in the last hour
              fivegate release promote -C build/users         take a candidate that waits for traffic
              fivegate release stop -C build/users            end everything

            With --kubernetes the same is done in a cluster, through kubectl, on the objects of the service's deploy/kubernetes:

              fivegate release deploy -C build/users --kubernetes --image registry.example.org/users@sha256:DIGITS
              fivegate release rollback -C build/users --kubernetes

            docs/release.md tells the whole of it.
            """,
        subcommands: [
            ReleaseDeployCommand.self, ReleaseStatusCommand.self, ReleasePromoteCommand.self,
            ReleaseRollbackCommand.self, ReleaseReportCommand.self, ReleaseWatchCommand.self, ReleaseStopCommand.self,
        ])
}
