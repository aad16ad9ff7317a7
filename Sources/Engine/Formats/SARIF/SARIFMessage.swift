internal import JSON

/// A result's message with its rule's text and its arguments put in (section 3.11).
struct SARIFMessage {
    private enum Content {
        case plain(JSONNode)
        case filled(String)
    }

    private let content: Content?

    init(_ message: JSONNode?, strings: JSONNode?, globals: JSONNode?) {
        guard let message, let text = Self.template(message, strings, globals) else {
            content = nil
            return
        }
        let arguments = message["arguments"]
        content = (arguments?.count ?? 0) > 0 ? .filled(Self.fill(text.utf8, arguments)) : .plain(text)
    }

    /// Adds the text as the tool wrote it, links and all.
    func add(to identity: inout IdentityWriter) {
        switch content {
        case .filled(let text): identity.field(text)
        case .plain(let node): identity.field(node.utf8)
        case nil: identity.field("")
        }
    }

    /// One line for people; empty where there is no text.
    var line: String {
        switch content {
        case .filled(let text): DisplayText.line(text)
        case .plain(let node): DisplayText.line(node.utf8)
        case nil: ""
        }
    }

    /// The whole text; empty where there is none.
    var text: String {
        switch content {
        case .filled(let text): text
        case .plain(let node): node.string ?? ""
        case nil: ""
        }
    }

    private static func template(_ message: JSONNode, _ strings: JSONNode?, _ globals: JSONNode?) -> JSONNode? {
        if let text = message["text"], !text.utf8.isEmpty { return text }
        if let id = message["id"], !id.utf8.isEmpty {
            for table in [strings, globals] {
                if let text = table?.member(named: id)?["text"], !text.utf8.isEmpty { return text }
            }
        }
        guard let markdown = message["markdown"], !markdown.utf8.isEmpty else { return nil }
        return markdown
    }

    /// Puts arguments into `{n}`; `{{` and `}}` are braces; a placeholder without its argument stays (section 3.11.5).
    private static func fill(_ template: UnsafeBufferPointer<UInt8>, _ arguments: JSONNode?) -> String {
        let values = arguments?.texts ?? []
        var filled: [UInt8] = []
        var at = 0
        while at < template.count {
            let byte = template[at]
            let next = at + 1 < template.count ? template[at + 1] : 0
            if byte == next, byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
                filled.append(byte)
                at += 2
            } else if byte == UInt8(ascii: "{"), let (number, end) = placeholder(template, at), number < values.count {
                filled.append(contentsOf: values[number].utf8)
                at = end
            } else {
                filled.append(byte)
                at += 1
            }
        }
        return String(decoding: filled, as: UTF8.self)
    }

    private static func placeholder(_ template: UnsafeBufferPointer<UInt8>, _ at: Int) -> (number: Int, end: Int)? {
        var number = 0
        var end = at + 1
        while end < template.count, (48...57).contains(template[end]), end - at <= 6 {
            number = number * 10 + Int(template[end] - 48)
            end += 1
        }
        guard end > at + 1, end < template.count, template[end] == UInt8(ascii: "}") else { return nil }
        return (number, end + 1)
    }
}
