public import Engine
internal import JSON
internal import YAML

/// Reports and configurations that are written in YAML, as the JSON that the engine reads.
enum YAMLReport {
    /// Members at a line's head that tell such a text: manifests, and SPDX documents.
    private static let marks = ["apiVersion:", "kind:", "- apiVersion:", "spdxVersion:"]
    /// How far the text is looked through for them.
    private static let headLimit = 64 * 1024

    static func isLikely(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first(where: { $0 > 0x20 && $0 < 0x80 }), !"{[<\"".utf8.contains(first) else {
            return false
        }
        let head = bytes.prefix(headLimit)
        return head.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.contains { line in
            marks.contains { line.starts(with: $0.utf8) }
        }
    }

    /// Manifests come in an envelope that keeps their lines; anything else as it stands, several documents as a list.
    static func json(of bytes: [UInt8]) throws(ReportProblem) -> [UInt8] {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ReportProblem(.wrongEncoding, "this YAML is not UTF-8: write it again in UTF-8")
        }
        let documents: [YAMLDocument]
        do {
            documents = try YAMLReader.documents(of: text)
        } catch {
            let advice = text.contains("{{") ? "; render templates first, as with helm template" : ""
            throw ReportProblem(.notYAML, "\(error)\(advice)")
        }
        if documents.contains(where: { $0.value["apiVersion"] != nil && $0.value["kind"] != nil }) {
            let manifests = documents.map { document -> JSONValue in
                ["line": .integer(Int64(document.line)), "value": document.value]
            }
            return JSONValue.object(["manifests": .array(manifests)]).canonical
        }
        return documents.count == 1 ? documents[0].value.canonical : JSONValue.array(documents.map(\.value)).canonical
    }
}

extension ReportReader {
    /// A reader that reads YAML too, and `formats` beside the shipped ones.
    public static func withYAML(formats: [ReportFormat] = []) -> ReportReader {
        ReportReader(
            formats: formats,
            yaml: { bytes throws(ReportProblem) in
                YAMLReport.isLikely(bytes) ? try YAMLReport.json(of: bytes) : nil
            })
    }
}
