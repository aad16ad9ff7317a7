/// The few functions of Terraform whose result is plain from their arguments.
enum HCLFunction {
    static func value(_ name: String, _ arguments: [ConfigurationValue]) -> ConfigurationValue {
        switch name {
        case "compact", "distinct", "flatten", "jsondecode", "jsonencode", "nonsensitive", "sensitive", "sort",
            "tobool",
            "tolist", "tomap", "tonumber", "toset", "tostring", "trimspace", "yamlencode":
            arguments.first ?? .unknown("\(name)()")
        case "concat": concatenated(arguments)
        case "merge": merged(arguments)
        default: .unknown("\(name)()")
        }
    }

    private static func concatenated(_ arguments: [ConfigurationValue]) -> ConfigurationValue {
        .list(arguments.flatMap(\.elements))
    }

    /// A later object's members replace an earlier one's, so one unknown object makes all of it unknown.
    private static func merged(_ arguments: [ConfigurationValue]) -> ConfigurationValue {
        var members: [String: ConfigurationValue] = [:]
        for argument in arguments {
            guard let object = argument.object else { return .unknown(argument.obstacle) }
            members.merge(object) { $1 }
        }
        return .object(members)
    }
}
