/// Over how many shards the fleet's keys are spread, and in how many lanes tenants share a class.
public struct FleetLayout: Hashable, Sendable {
    public let shards: Int
    /// Nil in a fleet whose processes have not told it yet.
    public let lanes: Int?

    /// Whether jobs that wait in `other` may wait where nobody of this layout reads.
    func mayLoseSight(of other: FleetLayout) -> Bool {
        shards != other.shards || (lanes ?? .max) < (other.lanes ?? 0)
    }
}
