import Testing

@testable import Engine

@Suite("Terraform plans")
struct TerraformPlanTests {
    private func document(_ changes: String, _ more: String = "", version: String = "1.2") throws -> Document {
        var reader = ReportReader()
        let text = #"{"format_version":"\#(version)","resource_changes":[\#(changes)]\#(more)}"#
        return try reader.document(of: Array(text.utf8))
    }

    private func volume(_ after: String, unknown: String = "{}", actions: String = #"["create"]"#) -> String {
        """
        {"address":"aws_ebs_volume.v","mode":"managed","type":"aws_ebs_volume","name":"v",
         "change":{"actions":\(actions),"before":null,"after":\(after),"after_unknown":\(unknown)}}
        """
    }

    @Test("The planned values are judged")
    func planned() throws {
        #expect(try document(volume(#"{"encrypted":false}"#)).failing("AWS-0026") == ["aws_ebs_volume.v"])
        #expect(try document(volume(#"{"encrypted":true}"#)).failing("AWS-0026").isEmpty)
    }

    @Test("A value known after apply is undecided, or a reference where the configuration says to what")
    func afterUnknown() throws {
        let change = volume(#"{"encrypted":true}"#, unknown: #"{"kms_key_id":true}"#)
        #expect(try document(change).undecided("AWS-0027") == ["aws_ebs_volume.v"])
        let configuration = """
            ,"configuration":{"root_module":{"resources":[{"address":"aws_ebs_volume.v","expressions":
            {"kms_key_id":{"references":["aws_kms_key.k.arn","aws_kms_key.k"]}}}]}}
            """
        let known = try document(change, configuration)
        #expect(known.undecided("AWS-0027").isEmpty && known.failing("AWS-0027").isEmpty)
    }

    @Test("What is only deleted is no finding")
    func deleted() throws {
        #expect(try document(volume("null", actions: #"["delete"]"#)).findings.isEmpty)
    }

    @Test("A plan that met an error proves nothing")
    func errored() throws {
        #expect(try document("", #","errored":true"#).state == .notChecked)
    }

    @Test("Another major version and a state file are refused")
    func refused() throws {
        let newer = #expect(throws: ReportProblem.self) { _ = try document("", version: "2.0") }
        #expect(newer?.code == .unsupportedVersion)
        var reader = ReportReader()
        let state = #expect(throws: ReportProblem.self) {
            _ = try reader.document(of: Array(#"{"format_version":"1.0","values":{}}"#.utf8), format: "terraform-plan")
        }
        #expect(state?.location == "/resource_changes")
    }
}
