/// A version of the Common Vulnerability Scoring System, ascending.
public enum CVSSVersion: String, CaseIterable, Hashable, Sendable {
    case two = "2.0"
    case three = "3.0"
    case threeOne = "3.1"
    case four = "4.0"

    /// What a vector starts with; version 2 has nothing.
    var prefix: String { self == .two ? "" : "CVSS:\(rawValue)/" }

    var metrics: [CVSSMetric] {
        switch self {
        case .two: CVSSMetric.two
        case .three, .threeOne: CVSSMetric.three
        case .four: CVSSMetric.four
        }
    }
}
