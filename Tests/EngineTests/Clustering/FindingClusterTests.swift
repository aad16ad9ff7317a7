import Testing

@testable import Engine

@Suite("What several tools report of one thing")
struct FindingClusterTests {
    private typealias Make = ClusterSample

    @Test("One vulnerability of one package has a witness for each tool, whatever each calls both")
    func vulnerability() {
        let clusters = FindingClusters.of([
            Make.witness(
                "grype", Make.finding(1, ["GHSA-a"], in: "pkg:maven/org.apache/log4j-core@2.14?type=jar")),
            Make.witness(
                "snyk",
                Make.finding(2, ["CVE-2024-0001", "SNYK-1"], in: "org.apache:log4j-core@2.14", severity: .critical)),
            Make.witness("trivy", Make.finding(3, ["CVE-2024-0001", "GHSA-a"], in: "log4j-core")),
            Make.witness("trivy", Make.finding(4, ["CVE-2024-0001"], in: "pkg:maven/org.apache/log4j-api@2.14")),
        ])
        #expect(Make.names(clusters) == ["grype1 snyk2 trivy3", "trivy4"])
        #expect(clusters[0].severity == .critical && clusters[0].isDisputed)
        #expect(clusters[0].ids == ["CVE-2024-0001", "GHSA-a", "SNYK-1"])
        #expect(clusters[0].component == "pkg:maven/org.apache/log4j-core@2.14?type=jar")
    }

    @Test("A short name that may mean two packages stays by itself")
    func shortName() {
        let clusters = FindingClusters.of(
            ["pkg:npm/%40a/core@1", "pkg:npm/%40b/core@1", "core"].enumerated().map { number, component in
                Make.witness("s\(number)-", Make.finding(UInt64(number), ["CVE-2024-0001"], in: component))
            })
        #expect(clusters.count == 3)
    }

    @Test(
        "Packages are the same whoever writes them",
        arguments: [
            ("pkg:npm/%40babel/core@7", "@babel/core@7.1"), ("pkg:pypi/foo_bar@1", "Foo-Bar"),
            ("pkg:deb/debian/openssl@1.1?arch=amd64", "openssl@1.1"),
            ("pkg:golang/golang.org/x/net@v1", "golang.org/x/net"),
        ])
    func packages(purl: String, text: String) {
        #expect(PackageName(ofComponent: purl) == PackageName(ofComponent: text))
    }

    @Test("Flaws of one weakness on nearly one line of one file are one, the nearest first")
    func weakness() {
        let clusters = FindingClusters.of([
            Make.witness("a", Make.finding(1, ["B1"], kind: .weakness, at: "src/app.py", line: 10, weaknesses: [89])),
            Make.witness("a", Make.finding(2, ["B1"], kind: .weakness, at: "src/app.py", line: 12, weaknesses: [89])),
            Make.witness("b", Make.finding(3, ["S1"], kind: .weakness, at: "./app.py", line: 11, weaknesses: [89])),
            Make.witness("b", Make.finding(4, ["S2"], kind: .weakness, at: "app.py", line: 11, weaknesses: [79])),
            Make.witness("b", Make.finding(5, ["S1"], kind: .weakness, at: "app.py", line: 40, weaknesses: [89])),
        ])
        #expect(Make.names(clusters) == ["a1 b3", "a2", "b4", "b5"])
    }

    @Test("A path that ends two others is neither")
    func ambiguousPath() {
        let clusters = FindingClusters.of(
            ["src/app.py", "test/app.py", "app.py"].enumerated().map { number, uri in
                Make.witness(
                    "s\(number)-",
                    Make.finding(UInt64(number), ["R"], kind: .weakness, at: uri, line: 1, weaknesses: [1]))
            })
        #expect(clusters.count == 3)
    }

    @Test("Checks are the same under the names that tools' sets give them")
    func checks() {
        let clusters = FindingClusters.of([
            Make.witness("checkov", Make.finding(1, ["CKV_K8S_16"], kind: .misconfiguration, at: "pod.yaml", line: 1)),
            Make.witness("trivy", Make.finding(2, ["KSV017"], kind: .misconfiguration, at: "k8s/pod.yaml", line: 8)),
            Make.witness("trivy", Make.finding(3, ["KSV-0001"], kind: .misconfiguration, at: "k8s/pod.yaml", line: 8)),
        ])
        #expect(Make.names(clusters) == ["checkov1 trivy2", "trivy3"])
    }

    @Test("A secret is what another tool calls a hard-coded password")
    func secret() {
        let clusters = FindingClusters.of([
            Make.witness("gitleaks", Make.finding(1, ["aws-key"], kind: .secret, at: "a.py", line: 3)),
            Make.witness("semgrep", Make.finding(2, ["x.y"], kind: .weakness, at: "a.py", line: 4, weaknesses: [798])),
        ])
        #expect(Make.names(clusters) == ["gitleaks1 semgrep2"])
    }

    @Test("The order of the witnesses changes nothing", arguments: 0..<20 as Range<UInt64>)
    func permutations(seed: UInt64) {
        var numbers = SeededGenerator(seed: seed)
        var witnesses = (0..<200).map { number -> FindingWitness in
            let source = ["a", "b", "c"].randomElement(using: &numbers) ?? "a"
            let id = Int.random(in: 1...6, using: &numbers)
            let finding =
                Bool.random(using: &numbers)
                ? Make.finding(
                    UInt64(number),
                    [["CVE-2024-000\(id)"], ["GHSA-\(id)"], ["CVE-2024-000\(id)", "GHSA-\(id % 4)"]][number % 3],
                    in: ["pkg:npm/%40x/y@\(id)", "y", "@x/y@2", "z"].randomElement(using: &numbers))
                : Make.finding(
                    UInt64(number), ["R\(id)"], kind: FindingKind.allCases[number % 5],
                    at: ["a.py", "src/a.py", "./a.py", "lib/b.py"].randomElement(using: &numbers),
                    line: Int.random(in: 1...30, using: &numbers), weaknesses: [id])
            return Make.witness(source, finding)
        }
        let expected = FindingClusters.of(witnesses)
        #expect(expected.flatMap(\.witnesses).count == witnesses.count)
        witnesses.shuffle(using: &numbers)
        #expect(FindingClusters.of(witnesses) == expected)
    }

    @Test("Nothing is lost among findings without names, places or packages")
    func bare() {
        let clusters = FindingClusters.of(
            FindingKind.allCases.enumerated().map { number, kind in
                Make.witness("a", Make.finding(UInt64(number), [], kind: kind))
            })
        #expect(clusters.count == FindingKind.allCases.count)
    }
}
