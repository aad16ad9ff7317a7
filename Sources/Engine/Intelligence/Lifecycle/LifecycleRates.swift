internal import Glibc

/// Transitions per day of the continuous-time chain secure → vulnerable → exploited or patched → secure.
public struct LifecycleRates: Hashable, Sendable {
    /// Secure → vulnerable.
    public var discovery: Double
    /// Vulnerable → exploited.
    public var exploitation: Double
    /// Vulnerable → patched.
    public var remediation: Double
    /// Exploited → patched.
    public var recovery: Double
    /// Patched → secure.
    public var renewal: Double
    /// Patched → vulnerable again.
    public var regression: Double

    public init(
        discovery: Double, exploitation: Double, remediation: Double, recovery: Double, renewal: Double,
        regression: Double
    ) {
        self.discovery = discovery
        self.exploitation = exploitation
        self.remediation = remediation
        self.recovery = recovery
        self.renewal = renewal
        self.regression = regression
    }

    /// The rate under which an event has probability `p30` within 30 days: -ln(1 - p30) / 30.
    public static func rate(within30Days p30: Double) -> Double { -log1p(-p30) / 30 }

    /// The rate under which half is done after `days`: ln 2 / days.
    public static func rate(halfLifeDays days: Double) -> Double { log(2) / days }
}
