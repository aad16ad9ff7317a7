internal import Hashing
internal import JSON

/// A `work` member that this build cannot read.
public struct WorkError: Error, CustomStringConvertible {
    public let description: String

    static func missing(_ name: StaticString) -> WorkError {
        WorkError(description: "the message's work has no readable \(name)")
    }
}

extension JSONValue {
    func text(_ name: StaticString) throws -> String {
        guard let value = self["\(name)"]?.string else { throw WorkError.missing(name) }
        return value
    }

    func number(_ name: StaticString) throws -> Int64 {
        guard let value = self["\(name)"]?.integer else { throw WorkError.missing(name) }
        return value
    }

    func digest(_ name: StaticString) throws -> Digest {
        guard let value = Digest(hex: try text(name)) else { throw WorkError.missing(name) }
        return value
    }

    /// Nil where the member is absent.
    func optionalDigest(_ name: StaticString) throws -> Digest? { self["\(name)"] == nil ? nil : try digest(name) }
}
