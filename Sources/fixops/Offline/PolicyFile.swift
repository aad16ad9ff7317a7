import Engine
import FoundationEssentials
import JSON

/// Policies that are named on the command line.
enum PolicyFile {
    /// The policy in a file, or the built-in one called `default`. Throws exit 65 with the place and the reason.
    static func load(_ reference: String) throws -> Policy {
        if reference == Policy.standard.name { return .standard }
        guard FileManager.default.fileExists(atPath: reference) else {
            throw CommandFailure.badInput(
                "\(reference): there is no such file, and `default` is the only policy that is built in")
        }
        return try read(reference, name: name(of: reference))
    }

    /// The policy in the file at `path`, under `name`.
    static func read(_ path: String, name: String) throws -> Policy {
        let value = try InputFile.readStructured(path)
        do {
            return try Policy(parsing: value, name: name)
        } catch {
            throw CommandFailure.badInput("\(path): \(error)")
        }
    }

    /// The file's name without its folder and its extension.
    static func name(of path: String) -> String {
        let file = path.split(separator: "/").last ?? ""
        return file.lastIndex(of: ".").map { String(file[..<$0]) } ?? String(file)
    }
}
