/// Reads a Dockerfile's instructions and stages in one pass.
enum DockerfileParser {
    struct File {
        let instructions: [DockerfileInstruction]
        let stages: [Stage]
    }

    struct Stage {
        let image: String
        let alias: String?
        let line: Int
        /// It is made from a stage above it.
        let isEarlierStage: Bool
        /// A stage above it has the same alias.
        let isNameTaken: Bool
        var instructions: [DockerfileInstruction] = []
        /// The user that its last USER names.
        var user: String?

        /// The first words of the commands that its RUN instructions run.
        var programs: [String] {
            let runs = instructions.filter { $0.name == "RUN" }
            return Set(runs.flatMap { ShellCommands.list($0.text) }.compactMap { $0.split(separator: " ").first })
                .sorted().map(String.init)
        }
    }

    static func file(of bytes: [UInt8]) -> File {
        var stages: [Stage] = []
        var instructions: [DockerfileInstruction] = []
        var users: [String: String] = [:]
        var aliases: Set<String> = []
        for var instruction in self.instructions(in: bytes, limit: .max) {
            if instruction.name == "FROM" {
                stages.append(stage(instruction, above: users, aliases: aliases))
                if let alias = stages[stages.count - 1].alias { aliases.insert(alias.lowercased()) }
            }
            let last = stages.count - 1
            instruction.stage = last < 0 ? "" : stages[last].alias ?? stages[last].image
            instructions.append(instruction)
            guard last >= 0 else { continue }
            stages[last].instructions.append(instruction)
            if instruction.name == "USER" { stages[last].user = instruction.words.first }
            if let alias = stages[last].alias, let user = stages[last].user { users[alias.lowercased()] = user }
        }
        return File(instructions: instructions, stages: stages)
    }

    /// A stage from an earlier one inherits its user.
    private static func stage(
        _ from: DockerfileInstruction, above users: [String: String], aliases: Set<String>
    ) -> Stage {
        let words = from.words
        let image = words.first ?? ""
        let alias = words.count >= 3 && words[1].lowercased() == "as" ? words[2] : nil
        return Stage(
            image: image, alias: alias, line: from.line, isEarlierStage: aliases.contains(image.lowercased()),
            isNameTaken: alias.map { aliases.contains($0.lowercased()) } ?? false, user: users[image.lowercased()])
    }

    /// At most `limit` instructions from the top.
    static func instructions(in bytes: [UInt8], limit: Int) -> [DockerfileInstruction] {
        let lines = String(decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...], as: UTF8.self)
            .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        let escape: Character = hasBacktickEscape(lines) ? "`" : "\\"
        var instructions: [DockerfileInstruction] = []
        var index = 0
        while index < lines.count, instructions.count < limit {
            let start = index
            guard var text = content(lines[index]) else {
                index += 1
                continue
            }
            index += 1
            var parts: [Substring] = []
            while text.last == escape {
                parts.append(text.dropLast())
                text = ""
                // Comments and empty lines inside a continued instruction are passed over.
                while index < lines.count, content(lines[index]) == nil { index += 1 }
                guard index < lines.count, let next = content(lines[index]) else { break }
                text = next
                index += 1
            }
            parts.append(text)
            let heredocs = heredocs(parts, lines, &index)
            if parts.first?.uppercased().hasPrefix("RUN") ?? false { parts += heredocs }
            if let instruction = instruction(parts.joined(separator: " "), start + 1) {
                instructions.append(instruction)
            }
        }
        return instructions
    }

    /// The line without blanks around it; nil for an empty line and a comment.
    private static func content(_ line: Substring) -> Substring? {
        var line = line.drop(while: \.isWhitespace)
        while line.last?.isWhitespace ?? false { line.removeLast() }
        return line.isEmpty || line.first == "#" ? nil : line
    }

    private static func hasBacktickEscape(_ lines: [Substring]) -> Bool {
        lines.prefix { $0.hasPrefix("#") }.contains { line in
            line.lowercased().filter { !$0.isWhitespace }.hasPrefix("#escape=`")
        }
    }

    /// The lines of `RUN <<EOF`, each as a command, and the index behind them. One that does not end takes all the rest.
    private static func heredocs(
        _ parts: [Substring], _ lines: [Substring], _ index: inout Int
    ) -> [Substring] {
        var content: [Substring] = []
        for word in parts.joined(separator: " ").split(whereSeparator: \.isWhitespace) where word.hasPrefix("<<") {
            let mark = word.drop { "<-\"'".contains($0) }.filter { !"\"'".contains($0) }
            guard mark.first?.isLetter ?? false else { continue }
            let end = lines[index...].firstIndex { $0.trimmed == mark } ?? lines.count
            content += lines[index..<end].flatMap { [";", $0] }
            index = min(end + 1, lines.count)
        }
        return content
    }

    private static func instruction(_ text: String, _ line: Int) -> DockerfileInstruction? {
        var words = text.split(whereSeparator: \.isWhitespace)[...]
        guard let name = words.popFirst(), name.allSatisfy(\.isLetter) else { return nil }
        var flags: [String: String] = [:]
        while let word = words.first, word.hasPrefix("--") {
            let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1)
            if let flag = parts.first { flags[String(flag)] = parts.count > 1 ? String(parts[1]) : "true" }
            words.removeFirst()
        }
        return DockerfileInstruction(
            name: name.uppercased(), flags: flags, text: words.joined(separator: " "), line: line)
    }
}
