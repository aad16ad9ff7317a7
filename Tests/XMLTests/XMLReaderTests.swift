import JSON
import Testing
import XML

@Suite("XML as JSON")
struct XMLReaderTests {
    private func json(_ xml: String) throws -> String {
        String(decoding: try XMLReader.json(of: Array(xml.utf8)), as: UTF8.self)
    }

    @Test(
        "Elements are members, attributes have an @, repeated elements are a list, text beside them is #text",
        arguments: [
            ("<a/>", #"{"a":""}"#),
            ("<a>x</a>", #"{"a":"x"}"#),
            ("<a b='1'>x</a>", ##"{"a":{"#text":"x","@b":"1"}}"##),
            ("<a><b>1</b><c/><b>2</b></a>", #"{"a":{"b":["1","2"],"c":""}}"#),
            ("<n:a xmlns:n='u'><n:b/></n:a>", #"{"a":{"@n":"u","b":""}}"#),
            ("<a><![CDATA[<b>&]]></a>", #"{"a":"<b>&"}"#),
            ("<a>&lt;&#65;&amp;</a>", #"{"a":"<A&"}"#),
        ])
    func shape(_ xml: String, _ expected: String) throws { #expect(try json(xml) == expected) }

    @Test("The encoding that the document declares is read")
    func encoding() throws {
        let bytes = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9] + Array("</a>".utf8)
        #expect(String(decoding: try XMLReader.json(of: bytes), as: UTF8.self) == #"{"a":"é"}"#)
    }

    @Test(
        "What is no XML is refused with the line",
        arguments: ["", "<a>", "<a><b></a></b>", "<a>\n<b", "{}", "<a>&unknown;</a>"])
    func refused(_ xml: String) {
        #expect(throws: XMLError.self) { try json(xml) }
    }

    @Test("Entities of the document are not expanded: neither a billion laughs nor a file")
    func entities() throws {
        var laughs = "<!DOCTYPE a [<!ENTITY e0 \"ha\">"
        for level in 1...9 {
            laughs += "<!ENTITY e\(level) \"" + String(repeating: "&e\(level - 1);", count: 10) + "\">"
        }
        // libxml2 may also refuse it as a loop.
        let text = try? json(laughs + "]><a>&e9;</a>")
        #expect((text ?? "").utf8.count < 100)
        #expect(try json("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>") == #"{"a":""}"#)
    }

    @Test("Deep nesting is refused, not a crash")
    func depth() {
        let xml = String(repeating: "<a>", count: 5_000) + String(repeating: "</a>", count: 5_000)
        #expect(throws: XMLError.self) { try json(xml) }
    }
}
