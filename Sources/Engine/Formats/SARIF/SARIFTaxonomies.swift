internal import JSON

/// Which of a run's taxonomies are CWE, so that references to them can be read as numbers (section 3.14.8).
struct SARIFTaxonomies {
    private let taxonomies: [JSONNode]

    init(of run: JSONNode, at pointer: String) throws(ReportProblem) {
        taxonomies = try run.list("taxonomies", pointer)
    }

    /// The CWE numbers among references such as `result.taxa`, ascending.
    func weaknesses(in references: JSONNode?) -> [Int] {
        guard let references else { return [] }
        return references.elements.compactMap(weakness).sortedAndUnique()
    }

    /// The CWE numbers among a rule's `relationships`, ascending (section 3.53).
    func weaknesses(inRelationships relationships: JSONNode?) -> [Int] {
        guard let relationships else { return [] }
        return relationships.elements.compactMap { $0["target"].flatMap(weakness) }.sortedAndUnique()
    }

    private func weakness(_ reference: JSONNode) -> Int? {
        let component = reference["toolComponent"]
        let taxonomy = component.flatMap(taxonomy)
        let id = reference.text("id") ?? reference.index("index").flatMap { taxon(at: $0, of: taxonomy) }
        guard let id else { return nil }
        if let number = IdentifierScan.cwes(in: id).first { return number }
        let name = component?.text("name") ?? taxonomy?.text("name")
        return name?.uppercased() == "CWE" ? Int(id) : nil
    }

    private func taxonomy(_ reference: JSONNode) -> JSONNode? {
        if let guid = reference.text("guid") { return taxonomies.first { $0.text("guid") == guid } }
        guard let index = reference.index("index"), index < taxonomies.count else { return nil }
        return taxonomies[index]
    }

    private func taxon(at index: Int, of taxonomy: JSONNode?) -> String? { taxonomy?["taxa"]?[index]?.text("id") }
}
