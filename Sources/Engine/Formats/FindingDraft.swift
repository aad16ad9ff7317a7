/// A finding before its fingerprint is known: equals must be told apart first.
struct FindingDraft {
    var identity: IdentityDigest
    var column = 0
    var component: String?
    var fixedIn: [String] = []
    var ids: [String] = []
    var kind: FindingKind
    var location: Location?
    var scoreTenths: Int?
    var severity: Severity
    var suppression: String?
    var title: String
    var weaknesses: [Int] = []

    func finding(_ fingerprint: Fingerprint) -> Finding {
        Finding(
            fingerprint: fingerprint, ids: ids, kind: kind, severity: severity, scoreTenths: scoreTenths,
            component: component, location: location, title: title, weaknesses: weaknesses, fixedIn: fixedIn,
            suppression: suppression)
    }

    /// Whether `other`, of the same identity, also stands in the same place and says the same.
    func isRepeated(by other: FindingDraft) -> Bool {
        column == other.column && location == other.location && component == other.component
            && distinction == other.distinction
    }

    /// The order of places among drafts of one identity.
    func precedes(_ other: FindingDraft) -> Bool {
        let uri = location?.uri ?? ""
        let otherURI = other.location?.uri ?? ""
        guard uri == otherURI else { return uri < otherURI }
        let line = location?.line ?? 0
        let otherLine = other.location?.line ?? 0
        return (line, column, component ?? "", distinction)
            < (otherLine, other.column, other.component ?? "", other.distinction)
    }

    /// Two flaws of one kind can share a line; one flaw of one component is the same whatever is said of it.
    private var distinction: String { component == nil ? title : "" }

    /// Takes in a repeat of itself: the worse of both, and suppressed only if both are. The order does not matter.
    mutating func merge(_ other: FindingDraft) {
        fixedIn = (fixedIn + other.fixedIn).sortedAndUnique()
        ids = (ids + other.ids).sortedAndUnique()
        kind = kind.rawValue <= other.kind.rawValue ? kind : other.kind
        scoreTenths = [scoreTenths, other.scoreTenths].compactMap { $0 }.max()
        severity = severity.worse(other.severity)
        suppression = suppression.flatMap { own in other.suppression.map { min(own, $0) } }
        title = min(title, other.title)
        weaknesses = (weaknesses + other.weaknesses).sortedAndUnique()
    }
}

extension Array where Element: Comparable & Hashable {
    func sortedAndUnique() -> [Element] { count < 2 ? self : Set(self).sorted() }
}
