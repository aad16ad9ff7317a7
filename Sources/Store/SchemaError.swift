/// A database whose schema is not this build's.
public enum SchemaError: CustomStringConvertible, Error, Hashable, Sendable {
    case missing
    case newer(found: Int, known: Int)
    case older(found: Int, needed: Int)

    /// Whether `fixops migrate` of this build ends it, so that waiting helps; a newer schema needs a newer program.
    public var endsWithMigration: Bool {
        switch self {
        case .missing, .older: true
        case .newer: false
        }
    }

    public var description: String {
        switch self {
        case .missing: "the database has no FixOps schema: run fixops migrate"
        case .newer(let found, let known):
            "the database has schema \(found) and this program knows schema \(known): install a newer FixOps"
        case .older(let found, let needed):
            "the database has schema \(found) and this program needs schema \(needed): run fixops migrate"
        }
    }
}
