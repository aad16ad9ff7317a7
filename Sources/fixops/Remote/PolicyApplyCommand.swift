import ArgumentParser
import Engine
import JSON

/// `fixops policy apply`: policies that live in Git.
struct PolicyApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Put the policies of a Git commit in force.",
        discussion: """
            Every .yaml, .yml or .json file in --path becomes the policy of its name; files of test cases are left out. If \
            one of them cannot be loaded, none is applied. The commit is recorded, and every verdict names it beside the \
            policy's digest. Rules that are in force already decide nothing again.

            Examples:
              fixops policy apply --from https://git.example.org/policies.git@main
              fixops policy apply --from ../policies@v12 --path strict.yaml
              fixops policy apply --from git@git.example.org:policies.git@3f2c9d1 --dry-run
            """)

    @Option(help: "REPOSITORY@REF: a URL or a folder, and a branch, a tag or a commit.")
    var from: String

    @Option(help: "A folder or a file in the repository.")
    var path = "policies"

    @Flag(help: "Load everything and apply nothing; needs no server.")
    var dryRun = false

    @OptionGroup var fleet: FleetLocation
    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard GitReference(from) != nil else {
            throw ValidationError("--from wants REPOSITORY@REF, such as https://git.example.org/policies.git@main.")
        }
    }

    func run() async throws {
        // `validate` has read it.
        guard let reference = GitReference(from) else { return }
        try await GitCheckout.with(reference) { checkout in
            for entry in try PolicyFolder(checkout, path: path).entries {
                try await apply(entry.policy, "\(checkout.repository)@\(checkout.commit):\(entry.path)")
            }
        }
    }

    private func apply(_ policy: Policy, _ origin: String) async throws {
        var members: [String: JSONValue] = [
            "digest": .string("\(policy.digest)"), "name": .string(policy.name), "origin": .string(origin),
        ]
        if !dryRun {
            let path = GatewayClient.path(["policies", policy.name], query: [("origin", origin)])
            let body = try await fleet.client().put(path, JSONValue(parsing: policy.canonical)).checked().json()
            members.merge(body.object ?? [:]) { $1 }
        }
        if output.json { return Answer.json(.object(members)) }
        let again = members["rescored"]?.integer.map { "in force; \($0) decisions are made again" } ?? "can be loaded"
        Answer.text(["\(policy.name): \(again)", "  digest \(policy.digest)", "  from \(origin)"])
    }
}
