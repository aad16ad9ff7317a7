internal import CLibXML2
internal import JSON

/// Reads XML as JSON, so that one way of looking into documents does for both.
///
/// An element is an object of its attributes under `@name`, its children under their names without a prefix (a list
/// where there are several), and its text under `#text`; an element of text alone is that text. The root stands under its
/// name in an object. Entities of the document are never expanded and nothing outside of it is read. In any encoding
/// that the document declares and libxml2 knows.
public enum XMLReader {
    /// Whether the bytes begin as XML does, behind a byte-order mark and blanks.
    public static func isLikely(_ bytes: [UInt8]) -> Bool {
        let start = bytes.prefix(64).first { byte in
            ![0, 0x09, 0x0A, 0x0D, 0x20, 0xBB, 0xBF, 0xEF, 0xFE, 0xFF].contains(byte)
        }
        return start == UInt8(ascii: "<")
    }

    /// The document as canonical JSON.
    public static func json(of bytes: [UInt8]) throws(XMLError) -> [UInt8] {
        guard let size = Int32(exactly: bytes.count) else {
            throw XMLError(message: "the document is larger than 2 GiB", line: nil)
        }
        let tree: Result<XMLTree, XMLError> = bytes.withUnsafeBufferPointer { buffer in
            buffer.withMemoryRebound(to: CChar.self) { read($0.baseAddress, size) }
        }
        var writer = CanonicalWriter()
        try tree.get().write(to: &writer)
        return writer.bytes
    }

    private static func read(_ bytes: UnsafePointer<CChar>?, _ size: Int32) -> Result<XMLTree, XMLError> {
        guard let reader = xmlReaderForMemory(bytes, size, nil, nil, fx_xml_options) else {
            return .failure(XMLError(message: "there is no memory for the document", line: nil))
        }
        defer { xmlFreeTextReader(reader) }
        var tree = XMLTree()
        var outcome = xmlTextReaderRead(reader)
        while outcome == 1 {
            take(reader, into: &tree)
            outcome = xmlTextReaderRead(reader)
        }
        guard outcome == 0 else { return .failure(problem(reader)) }
        return .success(tree)
    }

    private static func take(_ reader: xmlTextReaderPtr, into tree: inout XMLTree) {
        switch xmlTextReaderNodeType(reader) {
        case fx_xml_element:
            // Asked before the attributes are walked, which moves the reader.
            let isEmpty = xmlTextReaderIsEmptyElement(reader) == 1
            var element = XMLTree.Element(name: text(xmlTextReaderConstLocalName(reader)))
            while xmlTextReaderMoveToNextAttribute(reader) == 1 {
                element.attributes.append(
                    (text(xmlTextReaderConstLocalName(reader)), text(xmlTextReaderConstValue(reader))))
            }
            tree.begin(element)
            if isEmpty { tree.end() }
        case fx_xml_end_element: tree.end()
        case fx_xml_text, fx_xml_cdata, fx_xml_significant_whitespace:
            tree.add(text(xmlTextReaderConstValue(reader)))
        default: break
        }
    }

    private static func text(_ string: UnsafePointer<xmlChar>?) -> String {
        string.map { String(cString: $0) } ?? ""
    }

    private static func problem(_ reader: xmlTextReaderPtr) -> XMLError {
        let error = xmlGetLastError()
        let message = error?.pointee.message.map { String(cString: $0) } ?? "it cannot be parsed"
        let line = error.map { Int($0.pointee.line) } ?? Int(xmlTextReaderGetParserLineNumber(reader))
        let sentence = message.split(separator: "\n").first.map(String.init) ?? message
        return XMLError(message: "this is not XML: \(sentence)", line: line > 0 ? line : nil)
    }
}
