import BlockingIO
import Engine
import Hashing
import Store
import Synchronization

/// The tokens that were seen lately, so that a request costs no question to PostgreSQL and works while it is away.
///
/// `refresh` asks for all of them again: it must run every second or so, because a revoked token lives until then.
final class TokenCache: Sendable {
    /// What PostgreSQL said of a token.
    private struct Entry {
        let expiresAt: Timestamp?
        let principal: Principal
        /// When PostgreSQL last said so.
        var seenAt: Timestamp
        /// When it was last sent; nil once that is noted.
        var usedAt: Timestamp?
        var wantedAt: Timestamp
    }

    /// How long a token is believed while PostgreSQL is away, and kept while nobody sends it; in milliseconds.
    static let trust: Int64 = 10 * 60 * 1000
    /// Tokens beyond this many are looked up for each request.
    private static let limit = 10_000

    private let entries = Mutex<[Digest: Entry]>([:])
    private let lookups: Batcher<Digest, AccessToken?>
    private let store: Store

    init(store: Store) {
        self.store = store
        lookups = Batcher(limit: 256, pending: 4_096) { digests in
            let found = try await store.validTokens(Array(Set(digests)))
            let byDigest = Dictionary(found.map { ($0.digest, $0) }) { first, _ in first }
            return digests.map { byDigest[$0] }
        }
    }

    /// Whose the token is; nil for one that is unknown, revoked or expired. Throws `unavailable` where nobody can say.
    func principal(of token: Digest, now: Timestamp) async throws(Problem) -> Principal? {
        if let known = known(token, now: now) { return known }
        do {
            guard let found = try await lookups.submit(token) else { return nil }
            remember(found, now: now)
            return Self.principal(found)
        } catch {
            throw Problem(
                .unavailable, "the database, which knows the tokens, cannot be reached now; try again", retryAfter: 1)
        }
    }

    /// Asks PostgreSQL for every token that is held, forgets those that are no longer valid, and notes the last uses.
    func refresh(now: Timestamp) async throws {
        let held = entries.withLock { entries in
            entries = entries.filter { now.milliseconds - $0.value.wantedAt.milliseconds < Self.trust }
            return Array(entries.keys)
        }
        guard !held.isEmpty else { return }
        let valid = Set(try await store.validTokens(held).map(\.digest))
        let used = entries.withLock { entries in
            var used: [(digest: Digest, at: Timestamp)] = []
            for token in held {
                guard valid.contains(token), let entry = entries[token] else {
                    entries[token] = nil
                    continue
                }
                if let at = entry.usedAt { used.append((token, at)) }
                entries[token]?.seenAt = now
                entries[token]?.usedAt = nil
            }
            return used
        }
        try await store.recordUse(of: used)
    }

    private func known(_ token: Digest, now: Timestamp) -> Principal? {
        entries.withLock { entries in
            guard let entry = entries[token], now.milliseconds - entry.seenAt.milliseconds < Self.trust,
                entry.expiresAt.map({ now < $0 }) ?? true
            else { return nil }
            entries[token]?.usedAt = now
            entries[token]?.wantedAt = now
            return entry.principal
        }
    }

    private func remember(_ token: AccessToken, now: Timestamp) {
        entries.withLock { entries in
            guard entries.count < Self.limit || entries[token.digest] != nil else { return }
            entries[token.digest] = Entry(
                expiresAt: token.expiresAt, principal: Self.principal(token), seenAt: now, usedAt: now, wantedAt: now)
        }
    }

    private static func principal(_ token: AccessToken) -> Principal {
        Principal(tenant: token.tenant, scopes: token.scopes)
    }
}
