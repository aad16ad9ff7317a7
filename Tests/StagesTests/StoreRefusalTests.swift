import Fleet
import Postgres
import Testing

@testable import Stages

@Suite("What the store refuses")
struct StoreRefusalTests {
    private func error(_ state: String) -> PostgresError { PostgresError(.sqlState(SQLState(rawValue: state)), "no") }

    @Test("what no further try can help is told from what may pass", arguments: ["22021", "22P05", "23502", "23514"])
    func never(state: String) {
        #expect(StoreOutage.rejection(error(state))?.code == "refused-by-store")
        #expect(!StoreOutage.isOutage(error(state)))
    }

    @Test(
        "a lost race and a server that is away are no refusal",
        arguments: ["23505", "23503", "40001", "55P03", "08006"])
    func mayPass(state: String) { #expect(StoreOutage.rejection(error(state)) == nil) }
}
