public import Engine
public import Hashing

private let unfinished = StoreError(.notFound, "not yet")

extension Store {
    public func threatTable() async throws -> ThreatTable { throw unfinished }
    /// What changed after `epoch`, always with the newest headers; nil when only the whole table tells.
    public func threatDelta(since epoch: Int64) async throws -> ThreatDelta? { throw unfinished }
    public func cveChanges(since epoch: Int64) async throws -> CVEChanges { throw unfinished }
    public func importKEV(_ catalog: KEVCatalog, digest: Digest, importedAt: Timestamp) async throws -> ImportResult {
        throw unfinished
    }
    public func importEPSS(_ scores: EPSSScores, digest: Digest, importedAt: Timestamp) async throws -> ImportResult {
        throw unfinished
    }
    /// The scores that are held, for `FeedGate`; nil before the first import.
    public func heldEPSS() async throws -> EPSSScores? { throw unfinished }
    /// The catalogue that is held, for `FeedGate`; nil before the first import.
    public func heldKEV() async throws -> KEVCatalog? { throw unfinished }
    public func feeds() async throws -> [StoredFeed] { throw unfinished }
}
