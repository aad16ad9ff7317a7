/// What a policy makes of the VEX claims about one finding: the best verdict that they allow, or why they allow none.
enum ClaimJudgement {
    /// Nobody excuses the finding.
    case silent
    /// The claim that speaks for all, and the best verdict that it may reach.
    case excused(VEXClaim, lowest: Verdict)
    /// A claim that excuses the finding and does not count; `cause` is for programs.
    case refused(VEXClaim, cause: Cause)

    /// Why a claim does not count. The raw value stands in evidence: never rename one.
    enum Cause: String {
        /// A later claim of an author who counts says otherwise.
        case contradicted
        /// A floor that cannot be waived, or the author's own in the policy, is reached.
        case floor
        /// It is not about all of the finding's CVEs.
        case incomplete
        /// It says "not affected" and gives no reason, which VEX demands.
        case unjustified
        /// The policy does not name its author.
        case untrusted
    }

    init(_ finding: FindingFacts, _ rules: [VEXRule]) {
        let excuses = finding.claims.filter(\.status.isExcuse)
        guard let first = excuses.first else {
            self = .silent
            return
        }
        let trusted = Dictionary(rules.map { ($0.author, $0.lowest) }, uniquingKeysWith: { first, _ in first })
        let counted = finding.claims.filter { trusted[$0.author] != nil }
        guard let excuse = counted.first(where: \.status.isExcuse) else {
            self = .refused(first, cause: .untrusted)
            return
        }
        let keys = finding.cves.isEmpty ? [[]] : finding.cves.map { [$0] }
        var decisive: [VEXClaim] = []
        for key in keys {
            let claims = counted.filter { $0.cves == key }
            guard let latest = claims.max(by: Self.isDecidedBy) else {
                self = .refused(excuse, cause: .incomplete)
                return
            }
            guard latest.status.isExcuse else {
                self = .refused(excuse, cause: .contradicted)
                return
            }
            guard latest.status == .fixed || latest.justification != nil else {
                self = .refused(latest, cause: .unjustified)
                return
            }
            decisive.append(latest)
        }
        self = .excused(decisive[0], lowest: decisive.compactMap { trusted[$0.author] }.max() ?? .block)
    }

    /// The later decides; of equally late ones that which excuses nothing.
    private static func isDecidedBy(_ one: VEXClaim, _ other: VEXClaim) -> Bool {
        (one.time, one.status.isExcuse ? 0 : 1) < (other.time, other.status.isExcuse ? 0 : 1)
    }
}
