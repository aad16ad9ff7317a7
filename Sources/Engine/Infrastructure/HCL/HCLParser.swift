/// Reads the native syntax of HCL 2 (https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md) as far as
/// configurations use it: blocks, attributes and expressions. One pass, bounded depth.
struct HCLParser {
    var scanner: HCLScanner
    /// Inside brackets line ends mean nothing.
    var brackets = 0
    private var depth = 0

    /// Blocks and expressions inside one another.
    private static let depthLimit = 100
    /// Operators of one rank in a row: each is one level of the tree.
    static let chainLimit = 500

    /// The body of a whole file.
    static func body(of bytes: [UInt8]) throws(HCLError) -> HCLBody {
        var parser = HCLParser(scanner: HCLScanner(bytes))
        return try parser.body(isFile: true)
    }

    private init(scanner: HCLScanner) { self.scanner = scanner }

    private mutating func body(isFile: Bool) throws(HCLError) -> HCLBody {
        var body = HCLBody()
        while true {
            scanner.skipBlanks(andLines: true)
            if scanner.isAtEnd {
                guard isFile else { throw scanner.error("the block is not closed") }
                return body
            }
            if !isFile, scanner.take("}") { return body }
            try entry(into: &body)
        }
    }

    private mutating func entry(into body: inout HCLBody) throws(HCLError) {
        let line = scanner.line
        let quoted = scanner.next == UInt8(ascii: "\"")
        guard let name = quoted ? try quotedName() : scanner.identifier() else {
            throw scanner.error("a block or an attribute is expected here")
        }
        scanner.skipBlanks(andLines: false)
        if scanner.next == UInt8(ascii: "="), scanner.peek(1) != UInt8(ascii: "=") {
            scanner.advance()
            body.attributes[name] = try expression()
            return
        }
        body.blocks.append(try block(name, line))
    }

    private mutating func block(_ type: String, _ line: Int) throws(HCLError) -> HCLBlock {
        var labels: [String] = []
        while true {
            scanner.skipBlanks(andLines: false)
            if scanner.take("{") { break }
            if scanner.next == UInt8(ascii: "\"") {
                labels.append(try quotedName())
            } else if let label = scanner.identifier() {
                labels.append(label)
            } else {
                throw scanner.error("\"=\" or \"{\" is expected behind \(type)")
            }
        }
        let held = brackets
        brackets = 0
        defer { brackets = held }
        let body = try nested { parser throws(HCLError) in try parser.body(isFile: false) }
        return HCLBlock(type: type, labels: labels, line: line, body: body)
    }

    private mutating func quotedName() throws(HCLError) -> String {
        guard case .literal(.string(let name)) = try quotedTemplate() else {
            throw scanner.error("a name without interpolation is expected here")
        }
        return name
    }

    /// Runs `read` one level deeper.
    mutating func nested<Result>(
        _ read: (inout HCLParser) throws(HCLError) -> Result
    ) throws(HCLError) -> Result {
        guard depth < Self.depthLimit else {
            throw HCLError(
                line: scanner.line, message: "blocks and expressions are nested too deeply", isTooDeep: true)
        }
        depth += 1
        defer { depth -= 1 }
        return try read(&self)
    }
}
