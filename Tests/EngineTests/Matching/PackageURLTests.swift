import Engine
import JSON
import TestSupport
import Testing

@Suite("Package URLs")
struct PackageURLTests {
    private static let canonicalCases = [
        ("pkg:npm/%40angular/animation@12.3.1", "pkg:npm/%40angular/animation@12.3.1"),
        ("pkg:npm/@angular/animation", "pkg:npm/%40angular/animation"),
        ("PKG:PyPI/Django_Package@1.0A", "pkg:pypi/django-package@1.0a"),
        ("pkg:GitHub/Package-URL/Purl-Spec@244fd47e", "pkg:github/package-url/purl-spec@244fd47e"),
        (
            "pkg:deb/debian/curl@7.50.3-1?distro=jessie&arch=i386",
            "pkg:deb/debian/curl@7.50.3-1?arch=i386&distro=jessie"
        ),
        (
            "pkg:golang/google.golang.org/genproto@abc#/googleapis/../api/",
            "pkg:golang/google.golang.org/genproto@abc#googleapis/api"
        ),
        ("pkg://maven//org.apache/batik@1.9%2B1", "pkg:maven/org.apache/batik@1.9%2B1"),
        ("pkg:rpm/fedora/curl@7.50?epoch=&arch=i386", "pkg:rpm/fedora/curl@7.50?arch=i386"),
    ]

    @Test("Each is written in one way", arguments: canonicalCases)
    func canonical(text: String, canonical: String) throws {
        #expect(try PackageURL(parsing: text).description == canonical)
        #expect(try PackageURL(parsing: canonical).description == canonical)
    }

    @Test(
        "What is none is refused with a sentence",
        arguments: [
            "", "npm/left-pad", "pkg:npm", "pkg:/left-pad", "pkg:n&g/x", "pkg:3d/x", "pkg:maven/@1.3.4",
            "pkg:npm/x?a b=1",
            "pkg:swift/github.com/Alamofire/@5.4.3", "pkg:npm/" + String(repeating: "a", count: 20_000),
        ])
    func refused(text: String) {
        let error = #expect(throws: PackageURLError.self) { try PackageURL(parsing: text) }
        #expect(error?.description.isEmpty == false)
    }

    /// The suite wants an upper-case qualifier name both refused (parse) and lowered (validate); we lower it.
    private static let contradicted = ["pkg:gem/jruby-launcher@1.1.2?Platform=java"]

    @Test("The specification's own cases hold", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
    func specification() throws {
        var count = 0
        for file in Corpus.files(under: "vectors/purl/tests", suffix: ".json") {
            let tests = try JSONValue(parsing: try Corpus.bytes(file))["tests"]?.array ?? []
            for test in tests {
                count += 1
                let expected = test["expected_failure"]?.bool == true ? nil : test["expected_output"]
                let wasRead = Self.outcome(of: test)
                let isContradicted = Self.contradicted.contains(test["input"]?.string ?? "") && expected == nil
                #expect((wasRead == expected) != isContradicted, "\(file): \(test.canonicalText)")
            }
        }
        #expect(count == 346)
    }

    /// The text or the parts that the test's input gives; nil where it is refused.
    private static func outcome(of test: JSONValue) -> JSONValue? {
        guard let purl = try? purl(of: test["input"]), (try? purl.requireTypeRules()) != nil else { return nil }
        return test["test_type"]?.string == "parse" ? parts(of: purl) : .string(purl.description)
    }

    private static func purl(of input: JSONValue?) throws(PackageURLError) -> PackageURL {
        guard let parts = input?.object else { return try PackageURL(parsing: input?.string ?? "") }
        return try PackageURL(
            type: parts["type"]?.string ?? "", namespace: parts["namespace"]?.string, name: parts["name"]?.string ?? "",
            version: parts["version"]?.string,
            qualifiers: (parts["qualifiers"]?.object ?? [:]).compactMapValues(\.string),
            subpath: parts["subpath"]?.string)
    }

    private static func parts(of purl: PackageURL) -> JSONValue {
        func text(_ part: String?) -> JSONValue { part.map(JSONValue.string) ?? .null }
        return [
            "name": .string(purl.name), "namespace": text(purl.namespace),
            "qualifiers": purl.qualifiers.isEmpty ? .null : .object(purl.qualifiers.mapValues(JSONValue.string)),
            "subpath": text(purl.subpath), "type": .string(purl.type), "version": text(purl.version),
        ]
    }
}
