import ArgumentParser

/// Whose dead letters are meant.
struct DeadTenant: ParsableArguments {
    @Option(help: "The tenant whose dead letters are meant; only with the gateway's own FIXOPS_TOKEN.")
    var tenant: String?

    /// The parameter of a path; none for the token's own tenant.
    var query: [(String, String)] { tenant.map { [("tenant", $0)] } ?? [] }
}
