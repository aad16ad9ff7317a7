internal import JSON

/// Reads a document by a mapping.
struct MappingReader {
    private let mapping: ReportMapping
    private var findings = FindingCollector()
    private var identity = IdentityWriter()

    static func document(of root: JSONNode, by mapping: ReportMapping) throws(ReportProblem) -> Document {
        var reader = MappingReader(mapping: mapping)
        return try reader.document(of: root)
    }

    private init(mapping: ReportMapping) { self.mapping = mapping }

    private mutating func document(of root: JSONNode) throws(ReportProblem) -> Document {
        let document = MappedRecord(document: root)
        let failure = mapping.failedWhen.contains { $0.holds(for: document) }
        if !failure { try requireShape(of: document) }
        for record in mapping.records { try collect(record, document, record.path.steps, "") }
        let version = document.text(mapping.toolVersion)
        return Document(
            format: mapping.name, tool: version.map { "\(mapping.tool) \($0)" } ?? mapping.tool,
            state: failure ? .notChecked : .checked, stateReason: failure ? reason(document) : nil,
            findings: findings.findings(), components: [])
    }

    private func reason(_ document: MappedRecord) -> String {
        let text = document.text(mapping.failure).map { DisplayText.line($0) }
        return "\(mapping.tool) did not finish: \(text ?? "it reports an error")"
    }

    /// A document that is something else must not pass for a report without findings: without its marks it has at
    /// least one of the format's lists, which is empty.
    private func requireShape(of document: MappedRecord) throws(ReportProblem) {
        guard !mapping.marks.allSatisfy({ $0.holds(for: document) }) else { return }
        guard !mapping.records.contains(where: { $0.path.hasEmptyList(in: document.node) }) else { return }
        let lists = mapping.records.map(\.path.listDescription).sortedAndUnique().joined(separator: ", ")
        throw ReportProblem(
            .wrongShape,
            "a report of the format \(mapping.name) has members of its own beside: \(lists); check the format's name")
    }

    private mutating func collect(
        _ mapping: RecordMapping, _ record: MappedRecord, _ steps: ArraySlice<FieldPath.Step>, _ pointer: String
    ) throws(ReportProblem) {
        var node = record.node
        var pointer = pointer
        var rest = steps
        var isFurtherIn = false
        while let step = rest.popFirst() {
            switch step {
            case .member(let name):
                guard let member = node.member(named: name) else { return }
                node = member
                isFurtherIn = true
                pointer += "/\(name)"
            case .index(let index):
                guard let element = node[index] else { return }
                node = element
                isFurtherIn = true
                pointer += "/\(index)"
            case .each: return try collectEach(mapping, record, node, rest, pointer)
            case .values: return try collectValues(mapping, record, node, rest, pointer)
            }
        }
        try add(mapping, isFurtherIn ? record.inside(node, key: nil) : record, pointer)
    }

    private mutating func collectEach(
        _ mapping: RecordMapping, _ record: MappedRecord, _ node: JSONNode, _ rest: ArraySlice<FieldPath.Step>,
        _ pointer: String
    ) throws(ReportProblem) {
        guard !node.isNull else { return }
        guard node.isArray else { return try collect(mapping, record.inside(node, key: nil), rest, pointer) }
        findings.reserve(node.count)
        var index = 0
        for element in node.elements {
            try collect(mapping, record.inside(element, key: nil), rest, "\(pointer)/\(index)")
            index += 1
        }
    }

    private mutating func collectValues(
        _ mapping: RecordMapping, _ record: MappedRecord, _ node: JSONNode, _ rest: ArraySlice<FieldPath.Step>,
        _ pointer: String
    ) throws(ReportProblem) {
        if node.isObject { try node.checkedObject(pointer) }
        for (name, value) in node.fields {
            try collect(mapping, record.inside(value, key: name), rest, "\(pointer)/\(name.string ?? "")")
        }
    }

    private mutating func add(
        _ mapping: RecordMapping, _ record: MappedRecord, _ pointer: String
    ) throws(ReportProblem) {
        if record.node.isObject { try record.node.checkedObject(pointer) }
        guard mapping.when.allSatisfy({ $0.holds(for: record) }) else { return }
        findings.add(MappedFinding(mapping, record).draft(format: self.mapping.name, &identity))
    }
}

extension FieldPath {
    /// The steps of its first alternative: a way to records has only one.
    var steps: ArraySlice<Step> { alternatives[0].steps[...] }

    /// Whether the list that holds the outermost records is there and empty.
    func hasEmptyList(in root: JSONNode) -> Bool {
        guard case .member = steps.first else { return root.isNull || root.isArray && root.count == 0 }
        var node = root
        for step in steps {
            // What is there and lacks the marks is another format's list.
            guard case .member(let name) = step else { return node.isNull || node.count == 0 }
            guard let member = node.member(named: name) else { return false }
            node = member
        }
        return true
    }

    /// The outermost list's name for people.
    var listDescription: String {
        let names = steps.prefix { if case .member = $0 { true } else { false } }
        return names.isEmpty
            ? "a list at the top"
            : names.map { if case .member(let name) = $0 { name } else { "" } }.joined(separator: ".")
    }
}
