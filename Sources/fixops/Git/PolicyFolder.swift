import Engine
import FoundationEssentials
import JSON
import SystemPackage

/// The policies of a checkout: every YAML or JSON file of a folder, or one file. Files of test cases are left out.
struct PolicyFolder {
    struct Entry {
        let policy: Policy
        /// Within the checkout.
        let path: String
    }

    let entries: [Entry]

    /// Reads every file. Throws exit 65 for the first one that does not check: nothing of the folder is applied then.
    init(_ checkout: GitCheckout, path: String) throws {
        guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
            throw CommandFailure.usage("--path stands inside the repository; \(path) does not")
        }
        var entries: [Entry] = []
        for inside in try Self.files(checkout, path) {
            let file = try StructuredFile(checkout.folder.appending(inside).string, shownAs: inside)
            guard file.value["cases"] == nil else { continue }
            do {
                entries.append(
                    Entry(policy: try Policy(parsing: file.value, name: PolicyFile.name(of: inside)), path: inside))
            } catch {
                throw file.failure(error)
            }
        }
        guard !entries.isEmpty else { throw CommandFailure.badInput("\(path) holds no policy: .yaml, .yml or .json") }
        guard Set(entries.map(\.policy.name)).count == entries.count else {
            throw CommandFailure.badInput("two files of \(path) have one name: a policy is called as its file is")
        }
        self.entries = entries
    }

    /// In the order of their names; `path` itself where it is a file.
    private static func files(_ checkout: GitCheckout, _ path: String) throws -> [String] {
        let place = checkout.folder.appending(path).string
        var isFolder: Bool = false
        guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else {
            throw CommandFailure.badInput("the commit \(checkout.commit) has no \(path)")
        }
        guard isFolder else { return [path] }
        return try FileManager.default.contentsOfDirectory(atPath: place).sorted().filter { name in
            [".yaml", ".yml", ".json"].contains(where: name.hasSuffix)
        }.map { "\(path)/\($0)" }
    }
}
