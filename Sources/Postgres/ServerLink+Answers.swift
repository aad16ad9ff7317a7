internal import CLibPQ
internal import Glibc

// libpq's own calls wait for ever where the peer's kernel still acknowledges and nobody answers: a hung server, a proxy
// that lost the other side. Here a statement is sent, and its answer waited for within a limit.
extension ServerLink {
    /// How often a wait looks whether the limit was shortened, in milliseconds.
    private static let slice: Int32 = 200

    /// What the statement that was just sent is answered with: the last result, as `PQexec` gives it. `isSent` is what
    /// the sending call returned. Nil where libpq has no memory for a result.
    func answer(
        _ connection: OpaquePointer, isSent: Int32, _ operation: String
    ) throws(PostgresError) -> OpaquePointer? {
        guard isSent == 1 else { throw failure(nil, connection, operation) }
        var last: OpaquePointer?
        do throws(PostgresError) {
            let began = ContinuousClock.now
            while true {
                try untilResult(connection, since: began, operation)
                guard let result = PQgetResult(connection) else { return last }
                PQclear(last)
                last = result
                // A COPY goes on from here; there is no end of results before it has ended.
                if PQresultStatus(result) == PGRES_COPY_IN { return result }
            }
        } catch {
            // A server that ends the connection says why before it does.
            if let last, PQresultStatus(last) == PGRES_FATAL_ERROR { return last }
            PQclear(last)
            throw error
        }
    }

    /// Returns when the next result can be taken without waiting. Gives the connection up when that takes too long.
    private func untilResult(
        _ connection: OpaquePointer, since began: ContinuousClock.Instant, _ operation: String
    ) throws(PostgresError) {
        while PQisBusy(connection) == 1 {
            guard ContinuousClock.now - began < limit.current else {
                close()
                throw PostgresError(.connection, "the server does not answer; is it hung?", operation: operation)
            }
            var socket = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
            guard poll(&socket, 1, Self.slice) != 0 else { continue }
            guard PQconsumeInput(connection) == 1 else { throw failure(nil, connection, operation) }
        }
    }
}
