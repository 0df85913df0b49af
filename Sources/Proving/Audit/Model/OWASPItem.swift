/// An item of the OWASP API Security Top 10 of 2023; `other` is what the list leaves to the Top 10 of web applications.
public enum OWASPItem: String, Sendable, Codable, CaseIterable {
    case api1 = "API1:2023"
    case api2 = "API2:2023"
    case api3 = "API3:2023"
    case api4 = "API4:2023"
    case api5 = "API5:2023"
    case api6 = "API6:2023"
    case api7 = "API7:2023"
    case api8 = "API8:2023"
    case api9 = "API9:2023"
    case api10 = "API10:2023"
    case other = "A03:2021"

    public var title: String {
        switch self {
        case .api1: "Broken Object Level Authorization"
        case .api2: "Broken Authentication"
        case .api3: "Broken Object Property Level Authorization"
        case .api4: "Unrestricted Resource Consumption"
        case .api5: "Broken Function Level Authorization"
        case .api6: "Unrestricted Access to Sensitive Business Flows"
        case .api7: "Server Side Request Forgery"
        case .api8: "Security Misconfiguration"
        case .api9: "Improper Inventory Management"
        case .api10: "Unsafe Consumption of APIs"
        case .other: "Injection"
        }
    }
}
