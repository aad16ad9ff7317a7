import JSON
import Testing

@testable import Engine

@Suite("Kubernetes manifests")
struct ManifestTests {
    private static let pod = """
        apiVersion: v1
        kind: Pod
        metadata: {name: safe}
        spec:
          automountServiceAccountToken: false
          securityContext: {runAsNonRoot: true, runAsUser: 20000, seccompProfile: {type: RuntimeDefault}}
          containers:
            - name: c
              image: registry.example/app@sha256:0123
              livenessProbe: {tcpSocket: {port: 80}}
              readinessProbe: {tcpSocket: {port: 80}}
              resources: {limits: {cpu: 1, memory: 1Gi}, requests: {cpu: 1, memory: 1Gi}}
              securityContext:
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                capabilities: {drop: [ALL]}
        """

    @Test("A pod with everything in order has no finding")
    func clean() throws {
        let document = try Configurations.kubernetes(Self.pod)
        #expect(document.findings.map(\.title) == [])
        #expect(document.format == "kubernetes" && document.state == .checked)
    }

    @Test("Each container is judged by itself, init containers too, with the pod's settings where it has none")
    func containers() throws {
        let document = try Configurations.kubernetes(
            """
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: job, namespace: ops}
            spec: {jobTemplate: {spec: {template: {spec: {
              securityContext: {runAsNonRoot: true},
              initContainers: [{name: first, image: "a:1", securityContext: {privileged: yes}}],
              containers: [{name: second, image: "b:1", securityContext: {runAsNonRoot: false}}]}}}}}
            """)
        let privileged = document.findings.filter { $0.ids.contains("KSV-0017") }
        #expect(privileged.map(\.title).allSatisfy { $0.hasSuffix("(first)") } && privileged.count == 1)
        let root = document.findings.filter { $0.ids.contains("KSV-0012") }
        #expect(root.map(\.title).allSatisfy { $0.hasSuffix("(second)") } && root.count == 1)
        #expect(root.first?.location == Location(uri: "CronJob.ops.job", line: 1))
    }

    @Test("Documents, lists and arrays are the same objects")
    func forms() throws {
        let object =
            #"{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"},"spec":{"hostPID":true,"containers":[]}}"#
        let texts = [
            object, "[\(object)]", #"{"apiVersion":"v1","kind":"List","items":[\#(object)]}"#,
            #"{"manifests":[{"line":1,"value":\#(object)}]}"#,
        ]
        for text in texts {
            var reader = ReportReader()
            #expect(try reader.document(of: Array(text.utf8)).failing("KSV-0010") == ["Pod.default.p"], "\(text)")
        }
    }

    @Test(
        "Flags are read as the cluster's programs read them",
        arguments: [
            "[kube-apiserver, --anonymous-auth=false]", "[/usr/bin/kube-apiserver, --anonymous-auth, 'false']",
        ])
    func flags(command: String) throws {
        let document = try Configurations.kubernetes(
            "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: 'k:1', command: \(command)}]}"
        )
        #expect(document.failing("CKV_K8S_68").isEmpty && !document.failing("CKV_K8S_69").contains("Pod.default.p"))
        #expect(document.failing("CKV_K8S_90") == ["Pod.default.p"])
    }

    @Test("A policy engine's report is no manifest")
    func reports() {
        var reader = ReportReader()
        let text = #"{"apiVersion":"wgpolicyk8s.io/v1alpha2","kind":"PolicyReport","results":[{"result":"fail"}]}"#
        let problem = #expect(throws: ReportProblem.self) { _ = try reader.document(of: Array(text.utf8)) }
        #expect(problem?.code == .unknownFormat)
    }
}
