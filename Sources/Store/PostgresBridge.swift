internal import Engine
internal import Hashing
internal import Postgres

extension ScanID {
    var uuid: PostgresUUID { PostgresUUID(high: high, low: low) }
}

extension Digest {
    var column: PostgresBytes { PostgresBytes(bytes) }

    /// The order in which rows are inserted, so that two writers never wait for each other in a circle.
    func precedes(_ other: Digest) -> Bool { bytes.lexicographicallyPrecedes(other.bytes) }
}

extension Timestamp {
    var column: PostgresTime { PostgresTime(milliseconds: milliseconds) }
}

/// Reads of the domain's types. As `PostgresRow`'s own they trap on a column that the schema does not allow.
extension PostgresRow {
    func id(_ column: Int) -> ScanID {
        let uuid = uuid(column)
        return ScanID(high: uuid.high, low: uuid.low)
    }

    func optionalID(_ column: Int) -> ScanID? { isNull(column) ? nil : id(column) }

    func digest(_ column: Int) -> Digest {
        guard let digest = Digest(bytes: bytes(column)) else { preconditionFailure("column \(column) is no digest") }
        return digest
    }

    func timestamp(_ column: Int) -> Timestamp { Timestamp(milliseconds: time(column).milliseconds) }

    func optionalTimestamp(_ column: Int) -> Timestamp? { isNull(column) ? nil : timestamp(column) }

    func verdict(_ column: Int) -> Verdict {
        guard let verdict = Verdict(rawValue: text(column)) else {
            preconditionFailure("column \(column) is no verdict")
        }
        return verdict
    }
}

/// Text that PostgreSQL cannot hold.
enum Text {
    /// Throws `invalidText` for a name with a NUL, which says which name it is.
    static func check(_ name: String, _ what: StaticString) throws(StoreError) {
        guard !name.utf8.contains(0) else {
            throw StoreError(.invalidText, "the \(what) holds a NUL character, which cannot be stored: remove it")
        }
    }

    /// Text for people, with each NUL replaced, because a report of a failure must not fail.
    static func storable(_ text: String) -> String {
        guard text.utf8.contains(0) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 }))
    }
}
