import Foundation
import Testing

/// Reads the package's own description and the sources' import lines; arrows point down only.
@Suite("Arrows between modules point down only")
struct ImportDirectionTests {
    /// Each target and the targets of this package that it may depend on.
    static let allowed: [String: Set<String>] = [
        "BlockingIO": ["CPosix"],
        "ChildPrograms": [],
        "CHiredis": [],
        "CLibPQ": [],
        "CLibXML2": [],
        "COpenSSL": [],
        "CPosix": [],
        "CSimdJSON": [],
        "CZlib": [],
        "Compression": ["CZlib"],
        "Engine": ["Compression", "Hashing", "JSON", "XML"],
        "Fleet": ["BlockingIO", "JSON", "Redis", "TraceContext"],
        "Hashing": ["COpenSSL"],
        "JSON": ["CSimdJSON"],
        "Postgres": ["BlockingIO", "CLibPQ"],
        "Redis": ["BlockingIO", "CHiredis", "COpenSSL"],
        "Stages": [
            "BlockingIO", "Compression", "CPosix", "Engine", "Fleet", "Hashing", "JSON", "Postgres", "Redis", "Store",
            "Telemetry", "TraceContext", "YAML",
        ],
        "Store": ["Compression", "Engine", "Hashing", "JSON", "Postgres"],
        "Telemetry": ["JSON", "TraceContext"],
        "TestSupport": [],
        "TraceContext": [],
        "XML": ["CLibXML2", "JSON"],
        "YAML": ["JSON"],
    ]

    @Test("No target depends on one that it may not know")
    func dependencies() throws {
        for target in try PackageDescription.load().targets where target.type != "test" {
            let names = Set(target.dependencies.compactMap { $0.byName?.first ?? $0.target?.first }.compactMap { $0 })
            if target.type == "executable" {
                let known = Set(Self.allowed.keys)
                #expect(names.isSubset(of: known), "\(target.name) imports an executable: \(names.subtracting(known))")
                continue
            }
            let allowed = try #require(Self.allowed[target.name], "\(target.name) is not in the list of layers")
            #expect(names.isSubset(of: allowed), "\(target.name) → \(names.subtracting(allowed))")
        }
    }

    @Test("The Engine imports no I/O and at most FoundationEssentials")
    func engineIsPure() throws {
        let permitted: Set = ["Compression", "FoundationEssentials", "Glibc", "Hashing", "JSON", "XML"]
        for file in try sources(under: "Sources/Engine") {
            let imports = try importedModules(of: file)
            #expect(imports.isSubset(of: permitted), "\(file.lastPathComponent): \(imports.subtracting(permitted))")
        }
    }

    @Test("Only Store and its migrations hold SQL")
    func onlyStoreHoldsSQL() throws {
        let quotes = String(repeating: "\"", count: 3)
        let statement = try Regex("\(quotes)\\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE TABLE|WITH) ")
        for folder in ["Sources", "workers"] {
            for file in try sources(under: folder) where !file.path.contains("/Sources/Store/") {
                let text = try String(contentsOf: file, encoding: .utf8)
                #expect(text.firstMatch(of: statement) == nil, "\(file.lastPathComponent) holds SQL")
            }
        }
    }

    @Test("Only Fleet knows stream names")
    func onlyFleetKnowsStreamNames() throws {
        for folder in ["Sources", "workers"] {
            for file in try sources(under: folder) where !file.path.contains("/Sources/Fleet/") {
                let code = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
                    .filter { !$0.drop(while: { $0 == " " }).hasPrefix("//") }
                #expect(!code.contains { $0.contains("\"fx:") }, "\(file.lastPathComponent) spells a Redis name")
            }
        }
    }

    private func sources(under folder: String) throws -> [URL] {
        let root = PackageDescription.root.appending(path: folder)
        let found = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        return (found?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    }

    private func importedModules(of file: URL) throws -> Set<String> {
        let pattern = /^(?:(?:public|internal|private|package|@\w+)\s+)*import\s+(?:\w+\s+)?(\w+)/
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return Set(lines.compactMap { $0.firstMatch(of: pattern).map { String($0.1) } })
    }
}
