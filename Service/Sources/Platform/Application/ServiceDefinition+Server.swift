import Hummingbird
import Metrics
import NIOCore

extension ServiceDefinition {
    /// Everything the service answers: the API, the documents, and what those who run it need.
    public func pipeline(
        services: Services, accounts: Accounts?, settings: HTTPSettings = .init(), documents: Documents = .none,
        metrics: MetricsRegistry = MetricsRegistry()
    ) throws -> Pipeline {
        var settings = settings
        settings.latencyObjective = latencyObjective
        let operational = OperationalEndpoints.all(services, metrics, version: settings.version)
        let endpoints = try endpoints(accounts) + documents.all + operational
        return Pipeline(endpoints, limits: limits, settings: settings, services: services, metrics: metrics)
    }

    /// The server: stops taking connections when it is asked to, and finishes what is under way.
    func server(_ runtime: ServiceRuntime) throws -> Application<Pipeline> {
        let metrics = runtime.metrics
        MetricsSystem.bootstrap(metrics)
        let configuration = runtime.configuration
        let settings = HTTPSettings(
            corsOrigins: configuration.corsOrigins, trustedProxies: configuration.trustedProxies,
            version: configuration.appVersion)
        let pipeline = try pipeline(
            services: runtime.services, accounts: runtime.accounts, settings: settings,
            documents: Documents(folder: "."),
            metrics: metrics)
        return Application(
            responder: pipeline, server: .http1(configuration: .init(idleTimeout: .seconds(60))),
            configuration: .init(address: .hostname(configuration.host, port: configuration.port)),
            logger: runtime.services.logger)
    }
}
