/// What kind of value a fact has.
enum FactType: Hashable, Sendable {
    case flag
    case number
    case text
    /// One of a closed set, ascending where the set has an order.
    case word([String], isOrdered: Bool)
}
