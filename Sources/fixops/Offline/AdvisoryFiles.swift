import Engine
import FoundationEssentials

/// Advisories on disk: a folder with `.json`, `.jsonl` and `.ndjson` at any depth, gzip unpacked, as OSV publishes them.
enum AdvisoryFiles {
    /// What the files say of the components. Throws exit 65 with the file and the place.
    static func index(_ path: String, for components: [Component]) throws -> AdvisoryIndex {
        var index = AdvisoryIndex(for: components)
        try forEach(in: path) { index.add($0) }
        return index
    }

    /// Those that have one of the names. Throws as `index` does.
    static func advisories(_ path: String, naming names: Set<String>) throws -> [Advisory] {
        var found: [Advisory] = []
        try forEach(in: path) { advisory in
            if ([advisory.id] + advisory.aliases).contains(where: names.contains) { found.append(advisory) }
        }
        return found
    }

    private static func forEach(in path: String, _ body: (Advisory) -> Void) throws {
        var reader = AdvisoryReader()
        var count = 0
        for file in try files(path) {
            let advisories = try advisories(in: file, &reader)
            advisories.forEach(body)
            count += advisories.count
        }
        guard count > 0 else { throw CommandFailure.badInput("\(path): holds no advisory of OSV (JSON)") }
    }

    private static func advisories(in file: String, _ reader: inout AdvisoryReader) throws -> [Advisory] {
        let bytes = try ReportFile(file).bytes
        do {
            return try reader.advisories(in: bytes)
        } catch {
            throw CommandFailure.badInput("\(file): \(error) [\(error.code.rawValue)]")
        }
    }

    private static func files(_ path: String) throws -> [String] {
        var isFolder = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw CommandFailure.badInput("\(path): there is no such folder or file")
        }
        guard isFolder else { return [path] }
        do {
            return try FileManager.default.subpathsOfDirectory(atPath: path).filter(isAdvisory).sorted().map {
                "\(path)/\($0)"
            }
        } catch {
            throw CommandFailure.badInput("\(path): cannot be listed (\(error))")
        }
    }

    private static func isAdvisory(_ name: String) -> Bool {
        let plain = name.hasSuffix(".gz") ? name.dropLast(3) : name[...]
        return [".json", ".jsonl", ".ndjson"].contains { plain.hasSuffix($0) }
    }
}
