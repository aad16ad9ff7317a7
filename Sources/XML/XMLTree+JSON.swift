internal import JSON

extension XMLTree {
    /// Writes the document as an object of its root.
    func write(to writer: inout CanonicalWriter) {
        writer.object { writer in
            guard let root = elements.first else { return }
            writer.key(root.name)
            write(0, to: &writer)
        }
    }

    /// Recursion ends where libxml2's limit of 256 levels does.
    private func write(_ index: Int, to writer: inout CanonicalWriter) {
        let element = elements[index]
        guard !element.attributes.isEmpty || !element.children.isEmpty else { return writer.string(element.text) }
        writer.object { writer in
            if !element.text.isBlank {
                writer.key("#text")
                writer.string(element.text)
            }
            writeAttributes(of: element, to: &writer)
            writeChildren(of: element, to: &writer)
        }
    }

    /// Of attributes that differ in their prefix alone the first counts.
    private func writeAttributes(of element: Element, to writer: inout CanonicalWriter) {
        let named = Dictionary(element.attributes.map { ("@\($0.name)", $0.value) }) { first, _ in first }
        for name in named.keys.inCanonicalOrder {
            writer.key(name)
            writer.string(named[name] ?? "")
        }
    }

    private func writeChildren(of element: Element, to writer: inout CanonicalWriter) {
        let named = Dictionary(grouping: element.children) { elements[$0].name }
        for name in named.keys.inCanonicalOrder {
            let children = named[name] ?? []
            writer.key(name)
            guard children.count > 1 else {
                write(children[0], to: &writer)
                continue
            }
            writer.array { writer in
                for child in children { write(child, to: &writer) }
            }
        }
    }
}

extension Sequence<String> {
    /// By UTF-16 code units (RFC 8785 section 3.2.3).
    fileprivate var inCanonicalOrder: [String] { sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) } }
}

extension String {
    fileprivate var isBlank: Bool { utf8.allSatisfy { $0 <= 0x20 } }
}
