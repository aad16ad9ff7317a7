import JSON
import Testing

@testable import Engine

@Suite("Built-in rules")
struct InfrastructureRuleTests {
    @Test("Every rule can be read, has an identifier of its own, a sentence to act on and something to look at")
    func complete() {
        let rules = InfrastructureRule.all
        #expect(rules.count > 240)
        #expect(Set(rules.map(\.id)).count == rules.count)
        for rule in rules {
            #expect(rule.remediation.hasSuffix(".") && !rule.types.isEmpty && !rule.references.isEmpty, "\(rule.id)")
            #expect(!rule.aliases.contains(rule.id), "\(rule.id)")
        }
    }

    @Test("A bucket's settings may stand in resources beside it")
    func linked() throws {
        let document = try Configurations.terraform(
            """
            resource "aws_s3_bucket" "good" {}
            resource "aws_s3_bucket" "bad" {}
            resource "aws_s3_bucket" "asked" { bucket = "b" }
            resource "aws_s3_bucket_versioning" "v" {
              bucket = aws_s3_bucket.good.id
              versioning_configuration { status = "Enabled" }
            }
            """)
        #expect(document.failing("AWS-0090") == ["aws_s3_bucket.bad", "aws_s3_bucket.asked"])
    }

    @Test("What depends on a variable is undecided, and neither passed nor worse than failed")
    func undecided() throws {
        let document = try Configurations.terraform(
            """
            resource "aws_ebs_volume" "v" {
              encrypted  = var.encrypted
              kms_key_id = var.key
            }
            """)
        #expect(document.undecided("AWS-0026") == ["aws_ebs_volume.v"] && document.failing("AWS-0026").isEmpty)
        let severities = Dictionary(uniqueKeysWithValues: document.findings.map { ($0.ids[0], $0.severity) })
        #expect(severities == ["AVD-AWS-0026": .unknown, "AVD-AWS-0027": .low])
        #expect(document.findings[0].title.contains("var."))
    }

    @Test("No credential and no variable's value gets into a finding")
    func noSecrets() throws {
        let key = "AKIA" + "IOSFODNN7EXAMPLE"
        let documents = [
            try Configurations.terraform("resource \"aws_instance\" \"i\" { user_data = \"export K=\(key)\" }"),
            try Configurations.dockerfile("FROM a:1\nENV DB_PASSWORD=hunter2 KEY=\(key)\nUSER x"),
            try Configurations.kubernetes(
                "kind: ConfigMap\napiVersion: v1\nmetadata: {name: c}\ndata: {k: \"\(key)\"}"),
        ]
        for document in documents {
            #expect(document.findings.contains { $0.kind == .secret })
            let text = String(decoding: document.canonical, as: UTF8.self)
            #expect(!text.contains(key) && !text.contains("hunter2"))
        }
    }

    @Test("Resources that are not created are not judged")
    func absent() throws {
        let document = try Configurations.terraform("resource \"aws_ebs_volume\" \"v\" {\n count = 0\n}")
        #expect(document.findings.isEmpty && document.state == .checked)
    }

    @Test("Terraform's Kubernetes resources are judged as the objects that they make")
    func terraformKubernetes() throws {
        let document = try Configurations.terraform(
            """
            resource "kubernetes_deployment_v1" "web" {
              metadata { name = "web" }
              spec {
                template {
                  metadata { labels = { app = "web" } }
                  spec {
                    host_pid = true
                    container {
                      name  = "c"
                      image = "nginx"
                      security_context { privileged = true }
                    }
                  }
                }
              }
            }
            """)
        for rule in ["KSV-0010", "KSV-0013", "KSV-0017"] {
            #expect(document.failing(rule) == ["kubernetes_deployment_v1.web"], "\(rule)")
        }
    }
}
