import Engine
import Hummingbird

/// The rules for what callers name.
enum Names {
    static let longest = 200

    /// `name` if it has 1 to 200 bytes and no control character; else a `badRequest` problem.
    static func checked(_ name: String, as what: StaticString) throws(Problem) -> String {
        guard (1...longest).contains(name.utf8.count) else {
            throw Problem(.badRequest, "\(what) has 1 to \(longest) bytes of UTF-8, not \(name.utf8.count)")
        }
        guard !name.unicodeScalars.contains(where: isControl) else {
            throw Problem(.badRequest, "\(what) contains a control character")
        }
        return name
    }

    /// Unicode's category Cc: U+0000 to U+001F and U+007F to U+009F.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    /// The name that stands in the path, percent-decoded and checked.
    static func parameter(
        _ parameter: String, of context: GatewayContext, as what: StaticString
    ) throws(Problem) -> String {
        let raw = context.parameters.get(parameter) ?? ""
        guard let name = PercentEncoding.decode(raw[...].utf8) else {
            throw Problem(.badRequest, "the \(what) in the path is not percent-encoded UTF-8")
        }
        return try checked(name, as: what)
    }

    /// The UUID in `text`, or a `badRequest` problem.
    static func id(_ text: String?, of what: StaticString) throws(Problem) -> ScanID {
        guard let id = ScanID(text ?? "") else {
            throw Problem(.badRequest, "\"\(text ?? "")\" is no id of a \(what): that is a UUID of 36 characters")
        }
        return id
    }
}
