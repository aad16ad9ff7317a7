internal import Engine
public import JSON
public import Store

extension DecisionRecord {
    /// The answer that a stored decision gives: the one that is cached when it is made, where the limits are equal.
    ///
    /// Throws `RecordError` for a document that this build cannot read.
    public func answer(findingLimit: Int?) throws -> JSONValue {
        DecisionAnswer.json(
            for: decision, decisionID: id, enriched: enriched,
            document: try document.map { try Document(canonical: $0) },
            evidence: evidence, findingLimit: findingLimit, superseded: isSuperseded, feeds: feeds)
    }
}
