/// In which directions the risk may move the table's verdict by its one step.
public struct RiskRules: Hashable, Sendable {
    /// False where a directive's table is the least that is demanded.
    public var mayLower: Bool
    public var mayRaise: Bool
}
