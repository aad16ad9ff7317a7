internal import JSON

/// One record of a report with the records around it. Borrows the document: dies with it.
struct MappedRecord {
    struct Level {
        let node: JSONNode
        /// The name of the record in its object; nil for an element.
        let key: JSONNode?
    }

    /// The document first, this record last.
    let levels: [Level]

    init(document: JSONNode) { levels = [Level(node: document, key: nil)] }

    private init(levels: [Level]) { self.levels = levels }

    var node: JSONNode { levels[levels.count - 1].node }

    func inside(_ node: JSONNode, key: JSONNode?) -> MappedRecord {
        MappedRecord(levels: levels + [Level(node: node, key: key)])
    }

    /// Whether something that is not null stands there, if an empty list.
    func has(_ path: FieldPath) -> Bool {
        path.alternatives.contains { alternative in
            var isThere = false
            visit(alternative) { node in isThere = isThere || !node.isNull }
            return isThere
        }
    }

    /// The texts of the first alternative that has one; numbers and booleans are written out, blanks are none, and a list
    /// stands for its elements.
    func texts(_ path: FieldPath?) -> [String] {
        for alternative in path?.alternatives ?? [] {
            var texts: [String] = []
            if case .text(let text) = alternative.origin { texts.append(text) }
            visit(alternative) { node in
                if let text = node.plainText { texts.append(text) }
                for element in node.elements { if let text = element.plainText { texts.append(text) } }
            }
            if !texts.isEmpty { return texts }
        }
        return []
    }

    func text(_ path: FieldPath?) -> String? { texts(path).first }

    /// The first whole number, also where it is written as text.
    func integer(_ path: FieldPath?) -> Int? { text(path).flatMap { Int($0) } }

    private func visit(_ alternative: FieldPath.Alternative, _ body: (JSONNode) -> Void) {
        switch alternative.origin {
        case .document: levels[0].node.visit(alternative.steps[...], body)
        case .key(let level): if let key = self.level(level)?.key { body(key) }
        case .record(let level): self.level(level)?.node.visit(alternative.steps[...], body)
        case .text: break
        }
    }

    private func level(_ out: Int) -> Level? { out < levels.count ? levels[levels.count - 1 - out] : nil }
}

extension JSONNode {
    /// Calls `body` with each value that `steps` lead to.
    fileprivate func visit(_ steps: ArraySlice<FieldPath.Step>, _ body: (JSONNode) -> Void) {
        guard let step = steps.first else { return body(self) }
        let rest = steps.dropFirst()
        switch step {
        case .each: each { $0.visit(rest, body) }
        case .index(let index): (isArray || index > 0 ? self[index] : self)?.visit(rest, body)
        case .member(let name): member(named: name)?.visit(rest, body)
        case .values: for (_, value) in fields { value.visit(rest, body) }
        }
    }

    /// The elements of a list; anything else but null is a list of itself, as many tools write one of a kind.
    func each(_ body: (JSONNode) -> Void) {
        guard isArray else { return isNull ? () : body(self) }
        for element in elements { body(element) }
    }

    /// A string without the blanks around it, a number or a boolean as text; nil for anything else and for nothing.
    fileprivate var plainText: String? {
        if let bool { return bool ? "true" : "false" }
        if let integer { return String(integer) }
        if let double { return String(double) }
        guard let text = string else { return nil }
        let trimmed = text.trimmed
        return trimmed.isEmpty ? nil : trimmed
    }
}
