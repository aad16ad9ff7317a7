/// SSVC Mission Impact 2.0.0, ascending. MEF is a mission essential function.
public enum MissionImpact: String, CaseIterable, Hashable, Sendable {
    case degraded
    case mefSupport = "mef support crippled"
    case mefFailure = "mef failure"
    case missionFailure = "mission failure"
}
