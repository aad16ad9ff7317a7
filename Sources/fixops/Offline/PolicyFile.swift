import Engine
import FoundationEssentials
import YAML

/// Policies that are named on the command line.
enum PolicyFile {
    /// The policy in a file, or a built-in pack by its name. Throws exit 65 with the place and the reason.
    static func load(_ reference: String) throws -> Policy {
        try load(reference, name: name(of: reference))
    }

    /// The same, a file's policy under `name`.
    static func load(_ reference: String, name: String) throws -> Policy {
        if let pack = Policy.builtIn(named: reference) { return pack }
        guard reference == "-" || FileManager.default.fileExists(atPath: reference) else {
            let packs = Policy.builtIn.map(\.name).joined(separator: ", ")
            throw CommandFailure.badInput("\(reference): there is no such file, and the built-in packs are \(packs)")
        }
        return try read(reference, name: name)
    }

    /// The policy in the file at `path`, under `name`.
    static func read(_ path: String, name: String) throws -> Policy {
        let file = try StructuredFile(path)
        do {
            return try Policy(parsing: file.value, name: name)
        } catch {
            throw file.failure(error)
        }
    }

    /// The file's name without its folder and its extension.
    static func name(of path: String) -> String {
        let file = path.split(separator: "/").last ?? ""
        return file.lastIndex(of: ".").map { String(file[..<$0]) } ?? String(file)
    }
}
