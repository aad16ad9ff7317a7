import Compression
import Engine
import Foundation
import JSON
import TestSupport
import Testing

/// Reads every report of the corpus that may lie beside the project.
@Suite("Real reports", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
struct ReportCorpusTests {
    @Test func printAll() throws {
        var reader = ReportReader()
        let files = ["scans", "sboms", "webhooks"].flatMap { folder in
            [".json", ".sarif"].flatMap { Corpus.files(under: folder, suffix: $0) }
        }
        for file in files {
            do {
                let document = try reader.document(of: try Corpus.bytes(file))
                print(
                    "READ\t\(file)\t\(document.format)\t\(document.findings.count)\t\(document.components.count)\t\(document.tool.prefix(60))\t\(document.state.rawValue)\t\(document.stateReason ?? "")"
                )
            } catch let error as ReportProblem {
                print("PROBLEM\t\(file)\t\(error.code.rawValue)\t\(error)")
            }
        }
    }
}
