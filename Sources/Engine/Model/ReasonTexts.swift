internal import JSON

/// Writes reasons, and remembers the bytes of those that most findings of a scan share.
///
/// `[{"code":"risk","parameters":{"p":"0.03","verdict":"ALLOW"}}]`; a reason without parameters leaves them out.
struct ReasonTexts {
    /// The last reasons that do not name a CVE: the table's answers, at most two a scan, and the severity rules.
    private var shared: [(reason: Reason, bytes: [UInt8])] = []
    private static let sharedLimit = 4

    mutating func write(_ reasons: [Reason], to writer: inout CanonicalWriter) {
        writer.array { writer in
            for reason in reasons {
                if reason.code == .table || reason.code == .floorSeverity {
                    writer.raw(bytes(of: reason))
                } else {
                    Self.write(reason, to: &writer)
                }
            }
        }
    }

    private mutating func bytes(of reason: Reason) -> [UInt8] {
        // Equal reasons of a scan are one array in memory, which makes the comparison a look at its address.
        for known in shared where known.reason == reason { return known.bytes }
        var writer = CanonicalWriter(capacity: 160)
        Self.write(reason, to: &writer)
        if shared.count == Self.sharedLimit { shared.removeFirst() }
        shared.append((reason, writer.bytes))
        return writer.bytes
    }

    private static func write(_ reason: Reason, to writer: inout CanonicalWriter) {
        writer.object { writer in
            writer.member("code", reason.code.rawValue)
            guard !reason.sorted.isEmpty else { return }
            writer.key("parameters")
            writer.object { writer in
                for parameter in reason.sorted {
                    writer.key(parameter.name)
                    writer.string(parameter.value)
                }
            }
        }
    }
}
