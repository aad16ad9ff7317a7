import ArgumentParser
import Engine
import Hashing
import JSON

/// `fixops evidence verify`: whether a piece of evidence proves its decision.
struct EvidenceVerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Make a decision again from its evidence and compare; needs no server.",
        discussion: """
            Checks that the bytes are canonical, that facts, key and tables have the recorded digests, and that the \
            scorer gives the recorded answer. Prints the SHA-256 to compare with the one that the decision named. \
            Exit code 65 where anything differs.

            Example:
              fixops evidence verify evidence.json --policy strict.yaml
            """)

    @Argument(help: "The evidence; - is stdin.", completion: .file())
    var file: String

    @Option(help: "The policy that decided: its file, or the name of a built-in one.", completion: .file())
    var policy = Policy.standard.name

    @Option(help: "The SHA-256 that the evidence must have.")
    var sha256: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        let bytes = Self.withoutLineEnd(try InputFile.read(file))
        let digest = Digest(of: bytes)
        guard sha256.map({ $0.lowercased() == "\(digest)" }) ?? true else {
            throw CommandFailure.badInput("\(file): its SHA-256 is \(digest), not the one given: it was changed")
        }
        let policy = try PolicyFile.load(policy)
        do {
            try Evidence.verify(bytes, policy: policy)
        } catch {
            throw CommandFailure.badInput("\(file): \(error) [\(error.code.rawValue)]")
        }
        if output.json { return Answer.json(["sha256": .string("\(digest)"), "verified": true]) }
        Answer.text(["\(file): proved; sha256 \(digest)"])
    }

    /// Editors and shells end a file with a line feed, which canonical JSON never has: it is none of the evidence.
    private static func withoutLineEnd(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes.last == 0x0A else { return bytes }
        return Array(bytes.dropLast(bytes.dropLast().last == 0x0D ? 2 : 1))
    }
}
