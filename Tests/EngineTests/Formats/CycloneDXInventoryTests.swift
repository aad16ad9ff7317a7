import Engine
import JSON
import TestSupport
import Testing

@Suite("CycloneDX inventories")
struct CycloneDXInventoryTests {
    private static let json = """
        {"bomFormat": "CycloneDX", "specVersion": "1.5", "metadata": {"component": {"bom-ref": "app", "name": "shop",
         "type": "application"}}, "components": [{"bom-ref": "a", "group": "org.example", "name": "lib", "version": "1.2",
         "type": "library", "hashes": [{"alg": "SHA-256", "content": "ab"}], "licenses": [{"license": {"id": "MIT"}},
         {"license": {"name": "House licence"}}]}, {"bom-ref": "b", "name": "deep", "type": "library",
         "licenses": [{"expression": "MIT OR Apache-2.0"}]}], "dependencies": [{"ref": "app", "dependsOn": ["a"]},
         {"ref": "a", "dependsOn": ["b", "b"]}]}
        """
    private static let xml = """
        <bom xmlns="http://cyclonedx.org/schema/bom/1.5"><metadata><component type="application" bom-ref="app">
        <name>shop</name></component></metadata><components><component type="library" bom-ref="a">
        <group>org.example</group><name>lib</name><version>1.2</version><hashes><hash alg="SHA-256">ab</hash></hashes>
        <licenses><license><id>MIT</id></license><license><name>House licence</name></license></licenses></component>
        <component type="library" bom-ref="b"><name>deep</name><licenses><expression>MIT OR Apache-2.0</expression>
        </licenses></component></components><dependencies><dependency ref="app"><dependency ref="a"/></dependency>
        <dependency ref="a"><dependency ref="b"/></dependency></dependencies></bom>
        """

    @Test(
        "Components keep group, licences, hashes and what they need; the subject is told apart", arguments: [json, xml])
    func whole(text: String) throws {
        let document = try Reports.document(text)
        #expect(
            document.components == [
                Component(
                    reference: "b", purl: nil, name: "deep", version: nil, licenses: ["MIT OR Apache-2.0"]),
                Component(
                    reference: "a", purl: nil, group: "org.example", name: "lib", version: "1.2",
                    licenses: ["House licence", "MIT"], hashes: [ComponentHash(algorithm: "SHA-256", value: "ab")],
                    dependsOn: ["b"]),
            ])
        #expect(document.subject?.name == "shop" && document.subject?.dependsOn == ["a"])
        #expect(document.remarks.isEmpty)
        #expect(try Document(canonical: document.canonical) == document)
    }

    @Test("Parts of the subject are inventory too")
    func partsOfSubject() throws {
        let bom: JSONValue = ["metadata": ["component": ["components": [["name": "part"]], "name": "app"]]]
        #expect(try Reports.document(Reports.cyclonedx(bom.object ?? [:])).components.map(\.name) == ["part"])
    }

    private static let brokenCases: [(JSONValue, String)] = [
        (["name": "a"], "has a type"), (["name": "a", "type": "novel"], "no component type novel"),
        (["name": "a", "scope": "foo", "type": "library"], "scope"),
        (["hashes": [["alg": "FOO", "content": "00"]], "name": "a", "type": "library"], "algorithm FOO"),
        (["licenses": [["license": ["id": "Apache-2"]]], "name": "a", "type": "library"], "Apache-2"),
        (["licenses": [["license": [:]]], "name": "a", "type": "library"], "one id or one name"),
        (
            ["licenses": [["expression": "MIT"], ["expression": "0BSD"]], "name": "a", "type": "library"],
            "stands alone"
        ),
        (["name": "a", "swid": ["name": "x"], "type": "library"], "SWID"),
        (["name": "a", "type": "library", "versionRange": "vers:npm/*"], "versionRange"),
        (["name": "a", "pedigree": ["patches": [["type": "foo"]]], "type": "library"], "patch"),
    ]

    @Test("What is against the schema and can be read is remarked upon, with its place", arguments: brokenCases)
    func remarks(component: JSONValue, words: String) throws {
        let document = try Reports.document(Reports.cyclonedx(["components": [component]]))
        #expect(document.components.count == 1 && document.remarks.count == 1, "\(document.remarks)")
        #expect(
            document.remarks.first?.contains(words) == true && document.remarks.first?.contains("/components/0") == true
        )
    }

    @Test("Remarks are few, however many rules are broken")
    func bounded() throws {
        let list = JSONValue.array((0..<200).map { ["name": .string("c\($0)")] })
        let remarks = try Reports.document(Reports.cyclonedx(["components": list])).remarks
        #expect(remarks.count == 51 && remarks.last == "and 150 more")
    }

    @Test(
        "The specification's valid files are read without a remark; its invalid ones are refused or remarked upon",
        .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
    func specification() throws {
        var reader = ReportReader()
        var counts = ["invalid": 0, "valid": 0]
        for suffix in [".json", ".xml"] {
            for file in Corpus.files(under: "sboms/cyclonedx/spec", suffix: suffix) {
                let name = file.split(separator: "/").last ?? ""
                guard let kind = ["valid", "invalid"].first(where: { name.hasPrefix("\($0)-") }) else { continue }
                counts[kind, default: 0] += 1
                let bytes = try Corpus.bytes(file)
                let outcome = Result { () throws(ReportProblem) in try reader.document(of: bytes) }
                let remarks = (try? outcome.get())?.remarks ?? ["refused: \(outcome)"]
                #expect(remarks.isEmpty == (kind == "valid"), "\(file): \(remarks)")
            }
        }
        #expect(counts == ["invalid": 188, "valid": 268])
    }
}
