/// Reads a Dockerfile (https://docs.docker.com/reference/dockerfile/) and checks it by the rules.
enum DockerfileReader {
    static let format = "dockerfile"

    static func document(of bytes: [UInt8]) throws(ReportProblem) -> Document {
        let file = DockerfileParser.file(of: bytes)
        guard !file.stages.isEmpty else {
            throw ReportProblem(.notDockerfile, "a Dockerfile has a FROM instruction", location: "line 1")
        }
        var audit = InfrastructureAudit([resource(of: file)])
        return Document(
            format: format, tool: InfrastructureAudit.tool, state: .checked, findings: audit.findings(), components: [])
    }

    /// Whether the first instruction is FROM, or ARG with a FROM behind it.
    static func isLikely(_ bytes: [UInt8]) -> Bool {
        let instructions = DockerfileParser.instructions(in: bytes, limit: 20)
        guard let first = instructions.first, first.name == "FROM" || first.name == "ARG" else { return false }
        guard let from = instructions.first(where: { $0.name == "FROM" }) else { return false }
        let words = from.words
        // A sentence may begin with "From" as well.
        return words.count == 1 || words.count == 3 && words[1].lowercased() == "as"
    }

    private static func resource(of file: DockerfileParser.File) -> ConfigurationResource {
        let instructions = file.instructions.map(\.value)
        return ConfigurationResource(
            type: "Dockerfile", address: "Dockerfile", line: nil,
            value: .object([
                "final": file.stages.last.map(value) ?? .empty, "instructions": .list(instructions),
                "stages": .list(file.stages.map(value)),
            ]))
    }

    private static func value(of stage: DockerfileParser.Stage) -> ConfigurationValue {
        var members: [String: ConfigurationValue] = [
            "image": ImageName(stage.image).value, "instructions": .list(stage.instructions.map(\.value)),
            "line": .number(Double(stage.line)), "name": .string(stage.alias ?? stage.image),
            "isEarlierStage": .bool(stage.isEarlierStage), "isNameTaken": .bool(stage.isNameTaken),
            "programs": .list(stage.programs.map { .string($0) }),
        ]
        members["user"] = stage.user.map { .string($0) }
        for name in ["CMD", "ENTRYPOINT", "HEALTHCHECK"] {
            members["count\(name)"] = .number(Double(stage.instructions.count { $0.name == name }))
        }
        return .object(members)
    }
}
