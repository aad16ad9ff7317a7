/// A CVSS vector of version 2.0, 3.0, 3.1 or 4.0 and its scores, each in tenths (0 to 100).
///
/// Sources: FIRST's CVSS v2 guide, v3.0 and v3.1 specifications, v4.0 specification.
public struct CVSSVector: Hashable, Sendable {
    public let version: CVSSVersion
    /// What the vector states, without values that mean "not defined".
    let values: [String: String]

    /// Reads a vector; the metrics may stand in any order, those of the base must all be there.
    public init(parsing text: String) throws(CVSSProblem) {
        let version = try Self.version(of: text)
        let metrics = version.metrics
        var values: [String: String] = [:]
        for field in text.dropFirst(version.prefix.count).split(separator: "/", omittingEmptySubsequences: false) {
            let (name, value) = try Self.pair(field)
            guard let metric = metrics.first(where: { $0.name == name }) else {
                throw CVSSProblem(.unknownMetric, "CVSS \(version.rawValue) has no metric \"\(name)\"")
            }
            guard metric.values.contains(value) else {
                throw CVSSProblem(.unknownValue, "the metric \(name) has no value \"\(value)\"")
            }
            guard values.updateValue(value, forKey: name) == nil else {
                throw CVSSProblem(.duplicateMetric, "the metric \(name) stands twice")
            }
        }
        if let gap = metrics.first(where: { $0.group == .base && values[$0.name] == nil }) {
            throw CVSSProblem(.missingMetric, "the metric \(gap.name) is missing: the score is unknown")
        }
        self.version = version
        self.values = values.filter { $0.value != "X" && $0.value != "ND" }
    }

    /// From the base metrics alone.
    public var baseTenths: Int {
        switch version {
        case .two: CVSSTwo(self).base
        case .three, .threeOne: CVSSThree(self).base
        case .four: CVSSFour(only(.base)).score
        }
    }

    /// With exploit maturity (and in versions 2 and 3 remediation and report confidence); nil where the vector
    /// states none of them.
    public var threatTenths: Int? {
        guard states(.threat) else { return nil }
        return switch version {
        case .two: CVSSTwo(self).temporal
        case .three, .threeOne: CVSSThree(self).temporal
        case .four: CVSSFour(only(.base, .threat)).score
        }
    }

    /// With the requirements and modifications of an environment, and the threat metrics; nil where the vector states
    /// no environmental metric.
    public var environmentalTenths: Int? {
        guard states(.environmental) else { return nil }
        return switch version {
        case .two: CVSSTwo(self).environmental
        case .three, .threeOne: CVSSThree(self).environmental
        case .four: CVSSFour(self).score
        }
    }

    /// The score of everything that the vector states.
    public var scoreTenths: Int { environmentalTenths ?? threatTenths ?? baseTenths }

    private func states(_ group: CVSSMetric.Group) -> Bool {
        version.metrics.contains { $0.group == group && values[$0.name] != nil }
    }

    private func only(_ groups: CVSSMetric.Group...) -> CVSSVector {
        let kept = version.metrics.filter { groups.contains($0.group) }.map(\.name)
        return CVSSVector(version: version, values: values.filter { kept.contains($0.key) })
    }

    private init(version: CVSSVersion, values: [String: String]) {
        self.version = version
        self.values = values
    }

    private static func version(of text: String) throws(CVSSProblem) -> CVSSVersion {
        guard text.hasPrefix("CVSS:") else { return .two }
        guard let version = CVSSVersion.allCases.dropFirst().first(where: { text.hasPrefix($0.prefix) }) else {
            throw CVSSProblem(.unknownVersion, "the vector is of none of the versions 2.0, 3.0, 3.1, 4.0")
        }
        return version
    }

    private static func pair(_ field: Substring) throws(CVSSProblem) -> (name: String, value: String) {
        let parts = field.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            throw CVSSProblem(.malformed, "\"\(field)\" is no metric: METRIC:VALUE is expected")
        }
        return (parts[0], parts[1])
    }
}
