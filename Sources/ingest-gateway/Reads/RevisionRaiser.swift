import Fleet
import Logging
import Store

/// Tells Redis at once that answers of some services no longer hold; if it is away, the leader tells it later.
struct RevisionRaiser: Sendable {
    let fleet: FleetClient
    let logger: Logger

    func raise(_ change: RevisionChange) async {
        let revisions = change.revisions.map {
            Fleet.ServiceRevision(tenant: $0.tenant, service: $0.service, revision: $0.revision)
        }
        guard !revisions.isEmpty else { return }
        do {
            try await fleet.raiseRevisions(revisions)
        } catch {
            logger.warning("Revisions are raised later", metadata: ["error.message": "\(error)"])
        }
    }
}
