internal import Engine

/// What a batch does to one finding.
struct FindingLife {
    /// The text that it ends with and the decision of the scan that says it; nil where it only closes.
    var text: (bytes: [UInt8], of: DecisionCommit)?
    /// The decision of the scan that opened it; nil where it was open before.
    var opened: DecisionCommit?
    /// The decision of the scan that it is missing from; nil where it ends open.
    var closed: DecisionCommit?
    /// The row in which its life is kept until now; see `FindingPairing`.
    var movedFrom: FingerprintBytes?
    /// The fingerprint that it had when it was opened in this batch.
    var openedAs: FingerprintBytes?

    static func follow(
        _ difference: SortedDifference<FindingMember>, scan: FindingSets.ScanSet,
        _ places: [FingerprintBytes: FindingIndex.Place], in lives: inout [FingerprintBytes: FindingLife]
    ) {
        switch difference {
        case .removed(let member):
            lives[member.fingerprint, default: FindingLife()].closed = scan.commit
        case .added(let member):
            // Without a document the scan is back at the set that is held, whose rows are as they should be.
            guard let text = scan.text(at: places[member.fingerprint]) else {
                lives[member.fingerprint] = nil
                return
            }
            lives[member.fingerprint] = FindingLife(text: (text, scan.commit), opened: scan.commit)
        case .changed(let member):
            guard let text = scan.text(at: places[member.fingerprint]) else {
                lives[member.fingerprint] = nil
                return
            }
            lives[member.fingerprint, default: FindingLife()].text = (text, scan.commit)
        }
    }
}
