/// SSVC Human Impact 2.0.2, ascending.
public enum HumanImpact: String, CaseIterable, Hashable, Sendable {
    case low, medium, high
    case veryHigh = "very high"

    /// What SSVC's table makes of safety and mission impact; nil where the one that is known does not settle it.
    public init?(safety: SafetyImpact?, mission: MissionImpact?) {
        if safety == .catastrophic || mission == .missionFailure {
            self = .veryHigh
            return
        }
        guard let safety, let mission else { return nil }
        self =
            switch (safety, mission) {
            case (.critical, .mefSupport), (.critical, .mefFailure): .high
            case (.critical, _), (_, .mefFailure): .medium
            default: .low
            }
    }
}
