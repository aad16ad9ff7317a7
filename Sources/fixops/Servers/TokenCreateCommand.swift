import ArgumentParser
import Engine
import Hashing
import JSON
import Postgres
import Store

/// `fixops token create`.
struct TokenCreateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create a token and print it, once.",
        discussion: """
            Scopes: read (scans, decisions, evidence, services, policies, feeds, queues), submit (post reports), admin \
            (change contexts and policies), operate (the fleet itself, for all tenants: for its operators only). The \
            tenant is created where it is not there.
            """)

    @OptionGroup var token: TokenName

    @Option(help: "What it may do, of admin, operate, read and submit, joined by commas.")
    var scopes = "read,submit"

    @Option(help: "Days until it expires, 1 to 3660; without it, it never does.")
    var days: Int?

    @OptionGroup var location: ServerLocation
    @OptionGroup var output: OutputOptions

    func validate() throws {
        _ = try scopeSet()
        guard days.map({ (1...3660).contains($0) }) ?? true else {
            throw ValidationError("--days is a whole number from 1 to 3660.")
        }
    }

    func run() async throws {
        let pool = try location.pool(as: "fixops token create")
        try await Schema.check(pool)
        let store = Store(pool: pool)
        let secret = Self.freshToken()
        let expiry = days.map { Timestamp(milliseconds: Timestamp.now.milliseconds + Int64($0) * 86_400_000) }
        let isNewTenant = try await store.createTenant(token.tenant)
        let new = NewAccessToken(
            tenant: token.tenant, name: token.name, digest: Digest(of: secret), scopes: try scopeSet(),
            expiresAt: expiry)
        guard try await store.createToken(new) else {
            throw CommandFailure.badInput(
                "\(token.tenant) has a token \"\(token.name)\" already: revoke it first, or give this one another name")
        }
        if isNewTenant { Progress.say("the tenant \(token.tenant) is new") }
        show(secret, expiry)
    }

    private func show(_ secret: String, _ expiry: Timestamp?) {
        if output.json {
            return Answer.json([
                "expires_at": expiry.map { .string("\($0)") } ?? .null, "name": .string(token.name),
                "scopes": .array(scopes.split(separator: ",").map { .string(String($0)) }),
                "tenant": .string(token.tenant), "token": .string(secret),
            ])
        }
        Progress.say("keep it now: it cannot be shown again")
        Answer.text([secret])
    }

    private func scopeSet() throws -> Set<TokenScope> {
        let names = scopes.split(separator: ",").map(String.init)
        let known = names.compactMap { TokenScope(rawValue: $0) }
        guard known.count == names.count, !known.isEmpty else {
            throw ValidationError("--scopes wants some of admin, operate, read and submit, joined by commas.")
        }
        return Set(known)
    }

    /// 256 random bits behind a prefix that secret scanners can look for. The generator is the system's.
    private static func freshToken() -> String {
        var generator = SystemRandomNumberGenerator()
        return "fixops_" + Hex.encode((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }
}
