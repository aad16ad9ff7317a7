import JSON
import TestSupport
import Testing

@testable import Engine

@Suite("SPDX 2 in each of its forms")
struct SPDXTests {
    private static let json = """
        {"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"shop","dataLicense":"CC0-1.0",
         "creationInfo":{"created":"2026-01-01T00:00:00Z","creators":["Organization: Example","Tool: packer-1.2"]},
         "documentDescribes":["SPDXRef-App"],
         "packages":[
          {"SPDXID":"SPDXRef-App","name":"shop","downloadLocation":"NOASSERTION"},
          {"SPDXID":"SPDXRef-A","name":"a","versionInfo":"1.0.0","licenseConcluded":"NOASSERTION","licenseDeclared":"MIT",
           "checksums":[{"algorithm":"SHA256","checksumValue":"ab"}],
           "externalRefs":[{"referenceCategory":"PACKAGE_MANAGER","referenceType":"purl","referenceLocator":"pkg:npm/a@1.0.0"},
            {"referenceCategory":"SECURITY","referenceType":"advisory","referenceLocator":"https://example.com/CVE-2024-0001"}]},
          {"SPDXID":"SPDXRef-B","name":"b"}],
         "relationships":[
          {"spdxElementId":"SPDXRef-App","relationshipType":"DEPENDS_ON","relatedSpdxElement":"SPDXRef-A"},
          {"spdxElementId":"SPDXRef-B","relationshipType":"RUNTIME_DEPENDENCY_OF","relatedSpdxElement":"SPDXRef-A"},
          {"spdxElementId":"SPDXRef-App","relationshipType":"GENERATED_FROM","relatedSpdxElement":"NOASSERTION"}]}
        """

    private static let tagValue = """
        # A comment.
        SPDXVersion: SPDX-2.3
        DataLicense: CC0-1.0
        SPDXID: SPDXRef-DOCUMENT
        DocumentName: shop
        DocumentComment: <text>PackageName: not one
        of two lines</text>
        Creator: Organization: Example
        Creator: Tool: packer-1.2

        PackageName: shop
        SPDXID: SPDXRef-App
        Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-App
        Relationship: SPDXRef-App DEPENDS_ON SPDXRef-A

        FileName: ./a.js
        SPDXID: SPDXRef-File

        PackageName: a
        SPDXID: SPDXRef-A
        PackageVersion: 1.0.0
        PackageChecksum: SHA256: ab
        PackageLicenseConcluded: NOASSERTION
        PackageLicenseDeclared: MIT
        ExternalRef: PACKAGE-MANAGER purl pkg:npm/a@1.0.0
        ExternalRef: SECURITY advisory https://example.com/CVE-2024-0001

        PackageName: b
        SPDXID: SPDXRef-B
        Relationship: SPDXRef-B RUNTIME_DEPENDENCY_OF SPDXRef-A
        """

    private static let xml = """
        <Document><spdxVersion>SPDX-2.3</spdxVersion><SPDXID>SPDXRef-DOCUMENT</SPDXID>
        <creationInfo><creators>Tool: packer-1.2</creators></creationInfo><documentDescribes>SPDXRef-App</documentDescribes>
        <packages><SPDXID>SPDXRef-App</SPDXID><name>shop</name></packages>
        <packages><SPDXID>SPDXRef-A</SPDXID><name>a</name><versionInfo>1.0.0</versionInfo><licenseDeclared>MIT</licenseDeclared>
        <checksums><algorithm>SHA256</algorithm><checksumValue>ab</checksumValue></checksums>
        <externalRefs><referenceCategory>PACKAGE-MANAGER</referenceCategory><referenceType>purl</referenceType>
        <referenceLocator>pkg:npm/a@1.0.0</referenceLocator></externalRefs>
        <externalRefs><referenceCategory>SECURITY</referenceCategory><referenceType>advisory</referenceType>
        <referenceLocator>https://example.com/CVE-2024-0001</referenceLocator></externalRefs></packages>
        <packages><SPDXID>SPDXRef-B</SPDXID><name>b</name></packages>
        <relationships><spdxElementId>SPDXRef-App</spdxElementId><relationshipType>DEPENDS_ON</relationshipType>
        <relatedSpdxElement>SPDXRef-A</relatedSpdxElement></relationships>
        <relationships><spdxElementId>SPDXRef-B</spdxElementId><relationshipType>DEPENDENCY_OF</relationshipType>
        <relatedSpdxElement>SPDXRef-A</relatedSpdxElement></relationships></Document>
        """

    private static let rdf = """
        <rdf:RDF xmlns:spdx="http://spdx.org/rdf/terms#" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <spdx:SpdxDocument rdf:about="http://e.com/d#SPDXRef-DOCUMENT"><spdx:specVersion>SPDX-2.3</spdx:specVersion>
        <spdx:creationInfo><spdx:CreationInfo><spdx:creator>Tool: packer-1.2</spdx:creator></spdx:CreationInfo></spdx:creationInfo>
        <spdx:relationship><spdx:Relationship><spdx:relationshipType rdf:resource="http://spdx.org/rdf/terms#relationshipType_describes"/>
        <spdx:relatedSpdxElement><spdx:Package rdf:about="http://e.com/d#SPDXRef-App"><spdx:name>shop</spdx:name>
        <spdx:relationship><spdx:Relationship><spdx:relationshipType rdf:resource="http://spdx.org/rdf/terms#relationshipType_dependsOn"/>
        <spdx:relatedSpdxElement rdf:resource="http://e.com/d#SPDXRef-A"/></spdx:Relationship></spdx:relationship>
        </spdx:Package></spdx:relatedSpdxElement></spdx:Relationship></spdx:relationship></spdx:SpdxDocument>
        <spdx:Package rdf:about="http://e.com/d#SPDXRef-A"><spdx:name>a</spdx:name><spdx:versionInfo>1.0.0</spdx:versionInfo>
        <spdx:licenseConcluded rdf:resource="http://spdx.org/rdf/terms#noassertion"/>
        <spdx:licenseDeclared><spdx:ListedLicense rdf:about="http://spdx.org/licenses/MIT"/></spdx:licenseDeclared>
        <spdx:checksum><spdx:Checksum><spdx:algorithm rdf:resource="http://spdx.org/rdf/terms#checksumAlgorithm_sha256"/>
        <spdx:checksumValue>ab</spdx:checksumValue></spdx:Checksum></spdx:checksum>
        <spdx:externalRef><spdx:ExternalRef><spdx:referenceLocator>pkg:npm/a@1.0.0</spdx:referenceLocator>
        <spdx:referenceCategory rdf:resource="http://spdx.org/rdf/terms#referenceCategory_packageManager"/>
        <spdx:referenceType rdf:resource="http://spdx.org/rdf/references/purl"/></spdx:ExternalRef></spdx:externalRef>
        <spdx:externalRef><spdx:ExternalRef><spdx:referenceLocator>https://example.com/CVE-2024-0001</spdx:referenceLocator>
        <spdx:referenceCategory rdf:resource="http://spdx.org/rdf/terms#referenceCategory_security"/>
        <spdx:referenceType rdf:resource="http://spdx.org/rdf/references/advisory"/></spdx:ExternalRef></spdx:externalRef>
        </spdx:Package>
        <spdx:Package rdf:about="http://e.com/d#SPDXRef-B"><spdx:name>b</spdx:name>
        <spdx:relationship><spdx:Relationship><spdx:relationshipType rdf:resource="http://spdx.org/rdf/terms#relationshipType_dependencyOf"/>
        <spdx:relatedSpdxElement rdf:resource="http://e.com/d#SPDXRef-A"/></spdx:Relationship></spdx:relationship></spdx:Package>
        </rdf:RDF>
        """

    @Test("JSON, tag-value, XML and RDF say the same", arguments: [json, tagValue, xml, rdf])
    func forms(text: String) throws {
        let document = try Reports.document(text)
        #expect(document.format == "spdx-2.3" && document.tool == "packer-1.2" && document.state == .notChecked)
        #expect(document.subject?.name == "shop" && document.subject?.dependsOn == ["SPDXRef-A"])
        #expect(document.components.map(\.name) == ["b", "a"])
        let component = try #require(document.components.last)
        #expect(component.purl == "pkg:npm/a@1.0.0" && component.version == "1.0.0" && component.licenses == ["MIT"])
        #expect(component.hashes == [ComponentHash(algorithm: "SHA-256", value: "ab")])
        #expect(component.dependsOn == ["SPDXRef-B"])
        #expect(document.findings.map(\.ids) == [["CVE-2024-0001"]])
        #expect(document.findings.first?.component == "pkg:npm/a@1.0.0")
    }

    @Test("UTF-16 is read, and the form is told by the text, not by a name")
    func encodings() throws {
        var reader = ReportReader()
        let utf16 = Self.tagValue.utf16.reduce(into: [0xFF, 0xFE] as [UInt8]) { bytes, unit in
            bytes += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        }
        #expect(try reader.document(of: utf16).components.count == 2)
        #expect(throws: ReportProblem.self) { try Reports.document(Self.tagValue, format: "cyclonedx") }
    }

    @Test("One described package alone is a component, and so are several")
    func described() throws {
        func document(_ described: String) throws -> Document {
            try Reports.document(
                #"{"spdxVersion":"SPDX-2.2","SPDXID":"SPDXRef-DOCUMENT","documentDescribes":[\#(described)],"#
                    + #""packages":[{"SPDXID":"x","name":"x"},{"SPDXID":"y","name":"y"}]}"#)
        }
        #expect(try document(#""x""#).subject?.name == "x" && document(#""x""#).components.map(\.name) == ["y"])
        #expect(try document(#""x","y""#).subject == nil && document(#""x","y""#).components.count == 2)
        #expect(try document("").subject == nil)
    }

    private static let refusals: [(String, ReportProblem.Code, String)] = [
        (#"{"spdxVersion":"SPDX-1.2"}"#, .unsupportedVersion, "/spdxVersion"),
        (#"{"SPDXID":"SPDXRef-DOCUMENT"}"#, .wrongShape, "/spdxVersion"),
        (#"{"spdxVersion":"SPDX-2.3","packages":{}}"#, .wrongShape, "/packages"),
        (#"{"spdxVersion":"SPDX-2.3","packages":[{"SPDXID":"a"}]}"#, .wrongShape, "/packages/0/name"),
        (#"{"spdxVersion":"SPDX-2.3","packages":[{"name":"a","name":"b"}]}"#, .duplicateKey, "/packages/0"),
        (#"{"spdxVersion":"SPDX-2.3","relationships":[{"spdxElementId":"a"}]}"#, .wrongShape, "/relationships/0"),
        ("SPDXVersion: SPDX-2.3\nno tag", .wrongShape, "line 2"),
        ("SPDXVersion: SPDX-2.3\nComment: <text>open", .truncated, "line 2"),
        ("SPDXVersion: SPDX-2.3\nRelationship: a DEPENDS_ON", .wrongShape, "/relationships/0"),
    ]

    @Test("What is no SPDX 2 is refused with its place", arguments: refusals)
    func refused(text: String, code: ReportProblem.Code, place: String) {
        let problem = #expect(throws: ReportProblem.self) { try Reports.document(text) }
        #expect(problem?.code == code && problem?.location == place)
    }

    @Test("Real documents keep their packages", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
    func corpus() throws {
        var reader = ReportReader()
        let folder = "sboms/spdx/tools-python"
        for (name, count) in [
            ("SPDXJSONExample-v2.2.spdx.json", 4), ("SPDXJSONExample-v2.3.spdx.json", 4),
            ("SPDXTagExample-v2.2.spdx", 4),
            ("SPDXJSONExample-UTF-16.spdx.json", 4), ("SPDXTagExample-v2.3.spdx", 4),
            ("SPDXXMLExample-v2.2.spdx.xml", 4),
            ("SPDXXMLExample-v2.3.spdx.xml", 4), ("SPDXXMLExample-UTF-16.spdx.xml", 4),
            ("SPDXRdfExample-v2.2.spdx.rdf.xml", 4), ("SPDXRdfExample-v2.3.spdx.rdf.xml", 4),
            ("file_to_test_rdf_parser.rdf.xml", 2),
        ] {
            let document = try reader.document(of: try Corpus.bytes("\(folder)/\(name)"))
            #expect(document.components.count + (document.subject == nil ? 0 : 1) == count, "\(name)")
            guard count == 4 else { continue }
            let glibc = try #require(document.subject ?? document.components.first { $0.name == "glibc" })
            #expect(
                glibc.name == "glibc" && glibc.dependsOn == ["SPDXRef-Saxon"] && glibc.version == "2.11.1", "\(name)")
            let jena = document.components.first { $0.name == "Jena" }
            #expect(jena?.purl?.hasPrefix("pkg:maven/org.apache.jena/apache-jena@3.12.0") ?? false, "\(name)")
        }
    }
}
