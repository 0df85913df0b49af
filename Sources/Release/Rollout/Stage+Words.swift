extension Stage {
    /// For people: `judging step 2`.
    public var words: String {
        switch self {
        case .idle: "nothing is released"
        case .draining: "draining the version before"
        case .stopping: "stopping the version before"
        case .migrating: "migrating"
        case .starting: "starting the candidate"
        case .waiting: "waiting until it is ready"
        case .smoking: "asking it directly"
        case .attaching: "putting it behind the door"
        case .shifting(let step, .raise): "step \(step + 1): raising the candidate's weight"
        case .shifting(let step, .lower): "step \(step + 1): lowering the live version's weight"
        case .reading(let step, _): "step \(step + 1): reading the weights back"
        case .judging(let step): "step \(step + 1): observing"
        case .held(let step): "step \(step + 1): held, too little to judge by; promote or rollback"
        case .asserting: "asking the door for the version"
        case .serving: "serving"
        case .reverting: "rolling back"
        case .discarding: "draining the candidate"
        case .removing: "stopping the candidate"
        }
    }
}
