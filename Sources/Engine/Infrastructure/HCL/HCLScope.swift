/// What references in a file stand for: variables by their defaults, locals by their values.
struct HCLScope {
    private let locals: [String: HCLExpression]
    private let variables: [String: HCLExpression]
    private var values: [String: ConfigurationValue] = [:]
    private var depth = 0
    /// Values that references may still bring in, so that a small text cannot stand for an enormous one.
    private var budget = 1_000_000

    private static let depthLimit = 32
    private static let textLimit = 64 * 1024

    /// The names of the blocks that are being repeated: what they iterate over is not known.
    var iterators: Set<String> = []

    init(_ file: HCLBody) {
        var locals: [String: HCLExpression] = [:]
        var variables: [String: HCLExpression] = [:]
        for block in file.blocks {
            switch block.type {
            case "locals": locals.merge(block.body.attributes) { $1 }
            case "variable":
                if let name = block.labels.first { variables[name] = block.body.attributes["default"] }
            default: break
            }
        }
        // What stands in no block is written in a file of values (terraform.tfvars).
        variables.merge(file.attributes) { $1 }
        self.locals = locals
        self.variables = variables
    }

    mutating func value(of expression: HCLExpression) -> ConfigurationValue {
        switch expression {
        case .binary(let left, let symbol, let right):
            return HCLOperator.value(value(of: left), symbol, value(of: right))
        case .call(let name, let arguments): return HCLFunction.value(name, arguments.map { value(of: $0) })
        case .conditional(let condition, let positive, let negative):
            switch value(of: condition) {
            case .bool(let isTrue): return value(of: isTrue ? positive : negative)
            case let unknown: return either(value(of: positive), value(of: negative), unknown)
            }
        case .list(let elements): return .list(elements.map { value(of: $0) })
        case .literal(let value): return value
        case .not(let operand):
            let inner = value(of: operand)
            return inner == .bool(true) ? .bool(false) : inner == .bool(false) ? .bool(true) : .unknown(inner.obstacle)
        case .object(let entries): return object(entries)
        case .opaque(let name): return .unknown(name)
        case .template(let parts): return template(parts)
        case .traversal(let steps): return traversal(steps)
        }
    }

    private func either(
        _ positive: ConfigurationValue, _ negative: ConfigurationValue, _ condition: ConfigurationValue
    ) -> ConfigurationValue {
        positive == negative ? positive : .unknown(condition.obstacle)
    }

    private mutating func object(_ entries: [HCLExpression.Entry]) -> ConfigurationValue {
        var members: [String: ConfigurationValue] = [:]
        for entry in entries {
            if case .traversal(let steps) = entry.key, steps.count == 1 {
                members[steps[0]] = value(of: entry.value)
            } else {
                let key = value(of: entry.key)
                members[key.string ?? key.obstacle] = value(of: entry.value)
            }
        }
        return .object(members)
    }

    private mutating func template(_ parts: [HCLExpression]) -> ConfigurationValue {
        var text = ""
        var isKnown = true
        for part in parts {
            switch value(of: part) {
            case .bool(let flag): text += flag ? "true" : "false"
            case .number(let number): text += Int64(exactly: number).map { String($0) } ?? String(number)
            case .string(let string): text += string
            case let other:
                isKnown = false
                text += "${\(other.obstacle)}"
            }
            guard text.utf8.count <= Self.textLimit else { return .unknown("a very long text") }
        }
        return isKnown ? .string(text) : .template(text)
    }

    private mutating func traversal(_ steps: [String]) -> ConfigurationValue {
        let address = steps.joined(separator: ".").replacing(".[", with: "[")
        guard steps.count > 1, !iterators.contains(steps[0]) else { return .unknown(address) }
        switch steps[0] {
        case "local": return named(locals[steps[1]], steps, address)
        case "var": return named(variables[steps[1]], steps, address)
        case "data": return .reference(address)
        case "count", "each", "module", "path", "self", "terraform": return .unknown(address)
        default: return steps[0].utf8.contains(UInt8(ascii: "_")) ? .reference(address) : .unknown(address)
        }
    }

    /// A variable without a default, a cycle and a value beyond the bounds are unknown.
    private mutating func named(
        _ expression: HCLExpression?, _ steps: [String], _ address: String
    ) -> ConfigurationValue {
        guard let expression, depth < Self.depthLimit, budget > 0 else { return .unknown(address) }
        let key = "\(steps[0]).\(steps[1])"
        if values[key] == nil {
            values[key] = .unknown(address)
            depth += 1
            values[key] = value(of: expression)
            depth -= 1
        }
        var found = values[key] ?? .null
        for step in steps.dropFirst(2) {
            let name = step.hasPrefix("[") ? String(step.dropFirst().dropLast()) : step
            switch found {
            case .list(let elements):
                guard let index = Int(name), elements.indices.contains(index) else { return .unknown(address) }
                found = elements[index]
            case .object(let members): found = members[name] ?? .unknown(address)
            default: return .unknown(address)
            }
        }
        budget -= found.nodeCount(upTo: budget)
        return budget > 0 ? found : .unknown(address)
    }
}

extension ConfigurationValue {
    /// How many values it is made of, counted no further than `limit`.
    fileprivate func nodeCount(upTo limit: Int) -> Int {
        var count = 1
        switch self {
        case .list(let elements):
            for element in elements where count < limit { count += element.nodeCount(upTo: limit - count) }
        case .object(let members):
            for member in members.values where count < limit { count += member.nodeCount(upTo: limit - count) }
        case .bool, .null, .number, .reference, .string, .template, .unknown: break
        }
        return count
    }
}
