import JSON
import Testing

@testable import Engine

@Suite("Conditions over configurations")
struct ConditionTests {
    private static let value = ConfigurationValue.object([
        "flag": .bool(true), "name": .string("web"), "size": .number(3), "textual": .string("true"),
        "empty": .string(""),
        "ports": .list([.string("22"), .string("8000-8080")]), "modes": .string("Node,RBAC"),
        "later": .reference("aws_kms_key.k.arn"), "asked": .unknown("var.x"), "null": .null,
        "rules": .list([
            .object(["port": .number(22), "from": .string("0.0.0.0/0")]),
            .object(["port": .number(443), "from": .string("10.0.0.0/8")]),
        ]),
        "policy": .string(#"{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}},]}"#),
        "broken": .string("{not json"), "tags": .object(["a": .string("x"), "b": .string("y")]),
    ])

    private func truth(_ source: String) throws -> ConditionTruth {
        let resource = ConfigurationResource(type: "t", address: "t.n", line: nil, value: Self.value)
        var context = ConditionContext(resource, ConfigurationLinks([resource]))
        return context.truth(of: try ConfigurationConditionParser.condition(source), for: Self.value)
    }

    @Test(
        "A condition holds",
        arguments: [
            "flag == true", "textual == true", "name == \"web\"", "name in [\"api\", \"web\"]", "name contains \"WE\"",
            "size > 2 and size <= 3", "not gone exists", "gone != \"x\"", "null != 1", "not empty exists",
            "ports spans 22", "ports spans 8010", "not ports spans 23", "modes lists \"RBAC\"", "not modes lists \"R\"",
            "some rules (port == 22 and from is everywhere)", "every rules (port > 20)", "tags.* == \"y\"",
            "policy.Statement.Principal.AWS is wildcard", "later exists", "not later is providerKey",
            "every rules (root.flag == true)", "every gone (false)", "some ports (it == \"22\")",
        ])
    func holds(source: String) throws { #expect(try truth(source) == .yes) }

    @Test(
        "A condition does not hold",
        arguments: [
            "gone == true", "gone > 0", "some rules (port == 443 and from is everywhere)", "every rules (port == 22)",
            "some gone (true)", "name is everywhere", "flag == false or size == 4",
        ])
    func doesNotHold(source: String) throws { #expect(try truth(source) == .no) }

    @Test(
        "What depends on something unknown is unknown, unless the rest settles it",
        arguments: [
            ("asked == true", ConditionTruth.unknown), ("asked != true", .unknown), ("asked exists", .unknown),
            ("later == \"x\"", .unknown), ("asked.deeper exists", .unknown), ("broken.Statement exists", .unknown),
            ("asked == true or flag == true", .yes), ("asked == true and flag == false", .no),
            ("not asked == true", .unknown),
        ])
    func unknown(source: String, expected: ConditionTruth) throws { #expect(try truth(source) == expected) }

    @Test(
        "What is no condition is refused with its column",
        arguments: [
            ("a ==", 5), ("a", 2), ("a is nothing", 13), ("a..b exists", 1), ("(a exists", 10), ("a exists b", 10),
            ("linked x (true)", 10), (String(repeating: "(", count: 100) + "a", 51),
        ])
    func refused(source: String, column: Int) throws {
        let error = #expect(throws: ExpressionError.self) { try ConfigurationConditionParser.condition(source) }
        #expect(error?.column == column)
    }
}
