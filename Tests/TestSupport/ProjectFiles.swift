public import Foundation

/// Files that tests read: the project's own, and the corpus of real reports that may lie beside it.
public enum ProjectFiles {
    /// The folder that holds Package.swift.
    public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Bytes of a file of the project, e.g. `examples/…`.
    public static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: root.appending(path: path)))
    }
}

/// Real feeds, reports and vectors in `../shared/corpus`; never committed, so it may be absent.
public enum Corpus {
    public static let folder = ProjectFiles.root.deletingLastPathComponent().appending(path: "shared/corpus")

    public static var isPresent: Bool { FileManager.default.fileExists(atPath: folder.path) }

    /// What a skipped test says of itself.
    public static let hint = "the corpus of real reports (../shared/corpus) is absent: this test did NOT run"

    public static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: path)))
    }

    /// Paths below `folder`, relative to the corpus, of files whose name ends in `suffix`, sorted.
    public static func files(under path: String, suffix: String) -> [String] {
        let base = folder.appending(path: path)
        let found = FileManager.default.enumerator(atPath: base.path)?.allObjects as? [String] ?? []
        return found.filter { $0.hasSuffix(suffix) }.sorted().map { "\(path)/\($0)" }
    }
}
