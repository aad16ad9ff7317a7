import Engine
import FoundationEssentials

/// Advisories on disk: a folder with `.json`, `.jsonl` and `.ndjson` at any depth, gzip unpacked, as OSV publishes them.
enum AdvisoryFiles {
    /// What the files say of the components. Throws exit 65 with the file and the place.
    static func index(_ path: String, for components: [Component]) throws -> AdvisoryIndex {
        var index = AdvisoryIndex(for: components)
        var reader = AdvisoryReader()
        for file in try files(path) { try add(file, to: &index, &reader) }
        guard index.count > 0 else { throw CommandFailure.badInput("\(path): holds no advisory of OSV (JSON)") }
        return index
    }

    private static func add(_ file: String, to index: inout AdvisoryIndex, _ reader: inout AdvisoryReader) throws {
        let bytes = try ReportFile(file).bytes
        do {
            for advisory in try reader.advisories(in: bytes) { index.add(advisory) }
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
