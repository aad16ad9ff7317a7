internal import Fleet
internal import Logging

/// Tells the gateways that scans are decided or failed. Only hastens: who misses it asks the store.
struct DoneHints: Sendable {
    let fleet: FleetClient
    let logger: Logger

    func announce(_ messages: [Message]) async {
        let hints = messages.filter { !$0.scan.isEmpty }
            .map { DoneHint(scan: $0.scan, tenant: $0.tenant, service: $0.service) }
        guard !hints.isEmpty else { return }
        do {
            try await fleet.announce(hints)
        } catch {
            logger.debug("the gateways were not told", metadata: ["error": "\(error)"])
        }
    }
}
