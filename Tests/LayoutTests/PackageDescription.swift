import Foundation

/// What `swift package dump-package` prints, as far as these tests read it.
struct PackageDescription: Decodable {
    struct Target: Decodable {
        struct Dependency: Decodable {
            let byName: [String?]?
            let target: [String?]?

            private enum Keys: String, CodingKey { case byName, target }

            /// A dependency is `{"kind": [name, condition]}`; conditions are objects and read as nil.
            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: Keys.self)
                byName = try container.decodeIfPresent([Lossy].self, forKey: .byName)?.map(\.text)
                target = try container.decodeIfPresent([Lossy].self, forKey: .target)?.map(\.text)
            }
        }

        let dependencies: [Dependency]
        let name: String
        let type: String
    }

    private struct Lossy: Decodable {
        let text: String?
        init(from decoder: any Decoder) throws { text = try? decoder.singleValueContainer().decode(String.self) }
    }

    let targets: [Target]

    /// The folder that holds Package.swift.
    static var root: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }

    /// Runs SwiftPM with a scratch path of its own, because the test's build holds the lock on the usual one.
    static func load() throws -> PackageDescription {
        let scratch = FileManager.default.temporaryDirectory.appending(path: "fixops-layout-\(UUID())")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "swift", "package", "--package-path", root.path, "--scratch-path", scratch.path, "dump-package",
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let json = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return try JSONDecoder().decode(PackageDescription.self, from: json)
    }
}
