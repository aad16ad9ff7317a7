/// What kind of value a fact has.
enum FactType: Hashable, Sendable {
    case flag
    case number
    case text
    /// Several texts; where `known` is given, out of a closed set.
    case texts(known: [String]?)
    /// One of a closed set, ascending where the set has an order.
    case word([String], isOrdered: Bool)
}
