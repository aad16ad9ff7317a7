internal import JSON

/// A run's rules: the driver's and those of its extensions, read when a result first names them.
struct SARIFRules {
    let globalMessages: JSONNode?
    let taxonomies: SARIFTaxonomies
    private let kinds: SARIFKind
    private let extensions: [JSONNode]
    /// The driver's rules, then each extension's.
    private let components: [[JSONNode]]
    private var idsOfComponents: [[String: Int]?]
    /// Rules already read, and where: by component and index, or by an id that no rule has.
    private var rules: [SARIFRule] = []
    private var slots: [Key: Int] = [:]
    /// The usual way: the slots of the driver's rules by index, -1 where none was asked for yet, and their ids.
    private var driverSlots: [Int]
    private let driverIDs: [JSONNode?]

    /// What a look-up leads to. The id is the result's own: it may be deeper than its rule's (`CA1000/1`).
    private struct Key: Hashable {
        let component: Int
        let index: Int
        let id: String
    }

    init(of run: JSONNode, driver: JSONNode, at pointer: String) throws(ReportProblem) {
        let toolPointer = "\(pointer)/tool"
        extensions = try run["tool"]?.list("extensions", toolPointer) ?? []
        var components = [try driver.list("rules", "\(toolPointer)/driver")]
        for (index, component) in extensions.enumerated() {
            try component.checkedObject("\(toolPointer)/extensions/\(index)")
            components.append(try component.list("rules", "\(toolPointer)/extensions/\(index)"))
        }
        for (component, rules) in components.enumerated() {
            for (index, rule) in rules.enumerated() {
                try rule.checkedObject(Self.pointer(toolPointer, component, index))
            }
        }
        self.components = components
        idsOfComponents = components.map { _ in nil }
        driverSlots = components[0].map { _ in -1 }
        driverIDs = components[0].map { $0["id"] }
        globalMessages = driver["globalMessageStrings"]
        taxonomies = try SARIFTaxonomies(of: run, at: pointer)
        kinds = SARIFKind(tool: driver.text("name") ?? "")
    }

    private static func pointer(_ tool: String, _ component: Int, _ index: Int) -> String {
        component == 0 ? "\(tool)/driver/rules/\(index)" : "\(tool)/extensions/\(component - 1)/rules/\(index)"
    }

    subscript(_ slot: Int) -> SARIFRule { rules[slot] }

    /// The slot of the rule of `result`: by `rule.index`, `ruleIndex`, then by id (section 3.27.5 to 3.27.7).
    mutating func slot(for result: JSONNode) throws(ReportProblem) -> Int {
        let reference = result["rule"]
        let ruleID = result["ruleId"]
        let ruleIndex = result.index("ruleIndex")
        if reference == nil, let ruleIndex, isDriverRule(ruleIndex, named: ruleID) {
            if driverSlots[ruleIndex] < 0 { driverSlots[ruleIndex] = slot(at: (0, ruleIndex), id: nil) }
            return driverSlots[ruleIndex]
        }
        let id = ruleID?.string ?? reference?.text("id")
        let index = reference?.index("index") ?? ruleIndex
        let component = reference?["toolComponent"].flatMap(component) ?? 0
        return slot(id: id, index: index, component: component, guid: reference?.text("guid"))
    }

    /// Whether `ruleIndex` names a rule of the driver and `ruleId`, where there is one, says exactly the same.
    private func isDriverRule(_ index: Int, named id: JSONNode?) -> Bool {
        guard index < driverIDs.count else { return false }
        guard let id, !id.isNull else { return true }
        return driverIDs[index].map { $0.hasSameText(as: id) } ?? false
    }

    /// The slot that a reportingDescriptorReference leads to (section 3.52); nil where no rule of the run is meant.
    mutating func slot(ofReference reference: JSONNode) -> Int? {
        let component = reference["toolComponent"].flatMap(component) ?? 0
        guard
            let place = place(
                id: reference.text("id"), index: reference.index("index"), component: component,
                guid: reference.text("guid"))
        else { return nil }
        return slot(at: place, id: nil)
    }

    private mutating func slot(id: String?, index: Int?, component: Int, guid: String?) -> Int {
        let place = place(id: id, index: index, component: component, guid: guid)
        return slot(at: place ?? (-1, -1), id: id)
    }

    private mutating func slot(at place: (component: Int, index: Int), id: String?) -> Int {
        let node = place.index < 0 ? nil : components[place.component][place.index]
        let key = Key(component: place.component, index: place.index, id: id ?? node?.text("id") ?? "")
        if let slot = slots[key] { return slot }
        rules.append(SARIFRule(id: key.id, node: node, kinds: kinds, taxonomies: taxonomies))
        slots[key] = rules.count - 1
        return rules.count - 1
    }

    private mutating func place(id: String?, index: Int?, component: Int, guid: String?) -> (
        component: Int, index: Int
    )? {
        if let index, index < components[component].count, isRule(components[component][index], named: id) {
            return (component, index)
        }
        if let guid, let place = place(ofGUID: guid) { return place }
        if let id, let place = place(ofID: id, first: component) { return place }
        // An index without a matching id is still the better guess than no rule at all.
        guard let index, index < components[component].count else { return nil }
        return (component, index)
    }

    /// Whether `id` is the rule's own or one below it; a result without an id agrees with every rule.
    private func isRule(_ rule: JSONNode, named id: String?) -> Bool {
        guard let id, let own = rule.text("id") else { return true }
        return id == own || id.hasPrefix("\(own)/")
    }

    private mutating func place(ofID id: String, first component: Int) -> (component: Int, index: Int)? {
        var id = id[...]
        while true {
            for candidate in [component] + components.indices.filter({ $0 != component }) {
                if let index = ids(of: candidate)[String(id)] { return (candidate, index) }
            }
            guard let slash = id.lastIndex(of: "/") else { return nil }
            id = id[..<slash]
        }
    }

    private func place(ofGUID guid: String) -> (component: Int, index: Int)? {
        for (component, rules) in components.enumerated() {
            if let index = rules.firstIndex(where: { $0.text("guid") == guid }) { return (component, index) }
        }
        return nil
    }

    private mutating func ids(of component: Int) -> [String: Int] {
        if let ids = idsOfComponents[component] { return ids }
        var ids: [String: Int] = [:]
        for (index, rule) in components[component].enumerated() {
            if let id = rule.text("id"), ids[id] == nil { ids[id] = index }
        }
        idsOfComponents[component] = ids
        return ids
    }

    /// 0 for the driver, else the extension's number plus one (section 3.54).
    private func component(_ reference: JSONNode) -> Int? {
        if let index = reference.index("index") { return index < extensions.count ? index + 1 : nil }
        let guid = reference.text("guid")
        let name = reference.text("name")
        let found = extensions.firstIndex { component in
            guid.map { component.text("guid") == $0 } ?? name.map { component.text("name") == $0 } ?? false
        }
        return found.map { $0 + 1 }
    }
}
