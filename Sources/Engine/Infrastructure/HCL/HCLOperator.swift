/// What operators make of known values; of anything else nothing is known.
enum HCLOperator {
    static func value(
        _ left: ConfigurationValue, _ symbol: String, _ right: ConfigurationValue
    ) -> ConfigurationValue {
        switch (left, symbol, right) {
        case (.bool(false), "&&", _), (_, "&&", .bool(false)): return .bool(false)
        case (.bool(true), "||", _), (_, "||", .bool(true)): return .bool(true)
        case (.bool(let left), "&&", .bool(let right)): return .bool(left && right)
        case (.bool(let left), "||", .bool(let right)): return .bool(left || right)
        case (.number(let left), _, .number(let right)): return number(left, symbol, right)
        default: break
        }
        guard left.isKnown, right.isKnown else { return .unknown((left.isKnown ? right : left).obstacle) }
        switch symbol {
        case "==": return .bool(left == right)
        case "!=": return .bool(left != right)
        default: return .unknown("an expression")
        }
    }

    private static func number(_ left: Double, _ symbol: String, _ right: Double) -> ConfigurationValue {
        switch symbol {
        case "==": .bool(left == right)
        case "!=": .bool(left != right)
        case "<": .bool(left < right)
        case "<=": .bool(left <= right)
        case ">": .bool(left > right)
        case ">=": .bool(left >= right)
        case "+": .number(left + right)
        case "-": .number(left - right)
        case "*": .number(left * right)
        case "/" where right != 0: .number(left / right)
        default: .unknown("an expression")
        }
    }
}

extension ConfigurationValue {
    fileprivate var isKnown: Bool {
        switch self {
        case .bool, .null, .number, .string: true
        case .list, .object, .reference, .template, .unknown: false
        }
    }
}
