import Testing

@testable import Engine

@Suite("Terraform's language")
struct HCLTests {
    private func value(of expression: String, _ more: String = "") throws -> ConfigurationValue? {
        let text = "resource \"a_b\" \"c\" {\n  x = \(expression)\n}\n\(more)"
        return TerraformReader.resources(of: try HCLParser.body(of: Array(text.utf8))).first?.value["x"]
    }

    @Test(
        "Expressions that need nothing from outside have their value",
        arguments: [
            ("1 + 2 * 3", ConfigurationValue.number(7)), ("(1 + 2) * 3", .number(9)), ("-4", .number(-4)),
            ("true && !false", .bool(true)), ("1 > 2 ? \"a\" : \"b\"", .string("b")), ("null", .null),
            ("[1, \"a\",\n  true, ]", .list([.number(1), .string("a"), .bool(true)])),
            ("{ a = 1, \"b\" : 2\n c = 3 }", .object(["a": .number(1), "b": .number(2), "c": .number(3)])),
            (#""tab\tquote\" dollar $${x} \u00e9""#, .string("tab\tquote\" dollar ${x} é")),
            ("<<-EOT\n  one\n  two\n  EOT\n", .string("  one\n  two\n")),
            ("concat([1], [2])", .list([.number(1), .number(2)])),
            ("merge({ a = 1 }, { a = 2 })", .object(["a": .number(2)])),
            ("jsonencode({ a = 1 })", .object(["a": .number(1)])), ("\"${true}\"", .bool(true)),
        ])
    func values(expression: String, expected: ConfigurationValue) throws {
        #expect(try value(of: expression) == expected)
    }

    @Test(
        "Variables stand for their defaults, locals for their values, and a file of values wins",
        arguments: [
            ("var.a", "variable \"a\" {\n default = 5\n}", ConfigurationValue.number(5)),
            ("var.a", "variable \"a\" {\n default = 5\n}\na = 6", .number(6)),
            ("local.b[\"k\"]", "locals {\n b = { k = local.c }\n c = \"v\"\n}", .string("v")),
            ("\"x-${local.b}\"", "locals {\n b = 1\n}", .string("x-1")),
        ])
    func references(expression: String, more: String, expected: ConfigurationValue) throws {
        #expect(try value(of: expression, more) == expected)
    }

    @Test(
        "What cannot be known is unknown, and names what it depends on",
        arguments: [
            ("var.a", "var.a"), ("local.a", "local.a"), ("module.m.out", "module.m.out"), ("each.value", "each.value"),
            ("file(\"x\")", "file()"), ("[for v in [1] : v]", "a for expression"), ("!var.a", "var.a"),
            ("var.a ? 1 : 2", "var.a"),
        ])
    func unknown(expression: String, reason: String) throws {
        #expect(try value(of: expression, "variable \"a\" {}") == .unknown(reason))
    }

    @Test("Another resource's attribute is a reference, inside of text a template")
    func otherResources() throws {
        #expect(try value(of: "aws_kms_key.k[0].arn") == .reference("aws_kms_key.k[0].arn"))
        #expect(try value(of: "\"${aws_s3_bucket.b.arn}/*\"") == .template("${aws_s3_bucket.b.arn}/*"))
    }

    @Test("Blocks of one type are a list, dynamic ones with what repeats them unknown")
    func blocks() throws {
        let text = """
            resource "aws_security_group" "s" {
              ingress { from_port = 22 }
              ingress {
                from_port = 80 // inline
              }
              dynamic "egress" {
                for_each = var.ports
                content { from_port = egress.value }
              }
            }
            """
        let resource = TerraformReader.resources(of: try HCLParser.body(of: Array(text.utf8)))[0]
        #expect(resource.address == "aws_security_group.s" && resource.line == 1)
        #expect(resource.value["ingress"]?.elements.map { $0["from_port"] } == [.number(22), .number(80)])
        #expect(resource.value["egress"]?.elements.map { $0["from_port"] } == [.unknown("egress.value")])
    }

    @Test(
        "What is not the language is refused with its line",
        arguments: [
            ("resource \"a\" \"b\" {", 1), ("a = \n\n]", 1), ("x {\n a = \"open\n}", 2), ("x {\n a = [1, 2\n}", 3),
            ("x {\n a = <<EOT\n no end", 2),
        ])
    func refused(text: String, line: Int) throws {
        let error = #expect(throws: HCLError.self) { try HCLParser.body(of: Array(text.utf8)) }
        #expect(error?.line == line)
    }

    @Test(
        "Hostile nesting, chains, cycles and growth end in bounded time",
        arguments: [
            "a = " + String(repeating: "[", count: 100_000), "a = " + String(repeating: "!", count: 100_000),
            "a = " + String(repeating: "1+", count: 100_000) + "1", String(repeating: "a {", count: 100_000),
            "a = " + String(repeating: "\"${", count: 100_000), "a = " + String(repeating: "x?", count: 100_000),
        ])
    func hostile(text: String) { #expect(throws: HCLError.self) { try HCLParser.body(of: Array(text.utf8)) } }

    @Test("A small text does not stand for an enormous value")
    func growth() throws {
        let levels = (1...60).map { "l\($0) = [local.l\($0 - 1), local.l\($0 - 1)]" }.joined(separator: "\n")
        _ = try value(of: "local.l60", "locals {\nl0 = [1, 1]\n\(levels)\n}")
        #expect(try value(of: "local.a", "locals {\na = local.b\nb = local.a\n}") == .unknown("local.a"))
    }
}
