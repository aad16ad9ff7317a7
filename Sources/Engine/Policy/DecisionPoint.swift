/// A decision point of a table and its values in ascending order.
public struct DecisionPoint: Hashable, Sendable {
    public let name: String
    public let values: [String]

    public init(name: String, values: [String]) {
        self.name = name
        self.values = values
    }
}
