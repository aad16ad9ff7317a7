/// Turns enriched facts into a verdict. Pure: equal input gives equal bytes, in whatever order findings stand.
///
/// A finding that names CVEs has the verdict of its worst CVE and the probability that any of them succeeds, taken as
/// independent. One that names none has the outcome of its kind and severity. The scan has the worst verdict of its
/// findings and of the floors of its inputs; its probability counts each CVE once, because a CVE that stands in two
/// components is one event in the world. Suppressed findings do not count.
public enum Scorer {
    public static func assess(_ enriched: EnrichedFacts, policy: Policy) -> Assessment {
        var scan = ScanScoring(enriched, policy: policy.overridden(by: enriched.override))
        for finding in enriched.facts.findings { scan.add(finding) }
        return scan.assessment()
    }
}
