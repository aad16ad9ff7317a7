import JSON
import Testing
import YAML

@Suite("YAML with several documents")
struct YAMLDocumentTests {
    @Test("Each document has its line and its value; empty ones are left out")
    func documents() throws {
        let documents = try YAMLReader.documents(of: "# head\na: 1\n---\n---\n- 2\n---\nb: [3]\n")
        #expect(documents.map(\.value) == [["a": 1], [2], ["b": [3]]])
        #expect(documents.map(\.line) == [2, 5, 7])
    }

    @Test(
        "Nesting without bound and aliases as keys are refused before they are parsed",
        arguments: [
            String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000),
            "a: &a x\n? *a\n: 1", "a: &a x\n*a : 1", "a: &a x\nb: {*a : 1}",
        ])
    func refused(text: String) { #expect(throws: YAMLError.self) { try YAMLReader.documents(of: text) } }

    @Test("Stars that are no aliases are text")
    func stars() throws { #expect(try YAMLReader.documents(of: "a: '*x: y'\nb: |\n  case *foo*)\n").count == 1) }

    @Test("A refusal is one line")
    func oneLine() throws {
        let error = #expect(throws: YAMLError.self) { try YAMLReader.documents(of: "a: 1\na: 2\nb: [") }
        #expect(error?.description.contains("\n") == false)
    }
}
