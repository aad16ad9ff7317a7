import Testing

@testable import Engine

@Suite("Dockerfiles")
struct DockerfileTests {
    private static let good = """
        # syntax=docker/dockerfile:1
        ARG VERSION=1
        FROM golang:1.22 AS build
        WORKDIR /src
        RUN go build \\
            # a comment inside
            -o /app

        FROM build AS test
        FROM gcr.io/distroless/static@sha256:0123
        COPY --from=build /app /app
        HEALTHCHECK CMD ["/app", "health"]
        USER 65532
        """

    @Test("A file with everything in order has no finding, and is recognised")
    func clean() throws {
        var reader = ReportReader()
        let document = try reader.document(of: Array(Self.good.utf8))
        #expect(document.format == "dockerfile" && document.findings.map(\.title) == [])
    }

    private static let cases: [(String, String)] = [
        ("FROM a", "DS-0001"), ("FROM a:latest", "DS-0001"), ("FROM a:1", "DS-0002"),
        ("FROM a:1\nUSER root", "DS-0002"),
        ("FROM a:1 AS b\nUSER x\nFROM b\nUSER 0", "DS-0002"), ("FROM a:1\nEXPOSE 80 22/tcp", "DS-0004"),
        ("FROM a:1\nADD app.jar /", "DS-0005"), ("FROM a:1 AS b\nCOPY --from=b /x /y", "DS-0006"),
        ("FROM a:1\nENTRYPOINT a\nENTRYPOINT b", "DS-0007"), ("FROM a:1\nEXPOSE 70000", "DS-0008"),
        ("FROM a:1\nWORKDIR here", "DS-0009"), ("FROM a:1\nRUN true && sudo id", "DS-0010"),
        ("FROM a:1\nRUN <<EOF\nsudo id\nEOF\nUSER x", "DS-0010"), ("FROM a:1\nCOPY a b c", "DS-0011"),
        ("FROM a:1 AS x\nFROM b:1 AS X", "DS-0012"), ("FROM a:1\nRUN cd /x", "DS-0013"),
        ("FROM a:1\nRUN wget x\nRUN curl y", "DS-0014"), ("FROM a:1\nRUN yum install -y x", "DS-0015"),
        ("FROM a:1\nCMD a\nCMD b", "DS-0016"), ("FROM a:1\nRUN apt-get update", "DS-0017"),
        ("FROM a:1\nRUN zypper in x", "DS-0020"), ("FROM a:1\nMAINTAINER me", "DS-0022"), ("FROM a:1", "DS-0026"),
        ("FROM a:1\nENV API_KEY=abc", "DS-0031"), ("FROM a:1\nARG password=abc", "DS-0031"),
    ]

    @Test("A rule's bad example fails", arguments: cases)
    func bad(text: String, rule: String) throws { #expect(try !Configurations.dockerfile(text).failing(rule).isEmpty) }

    @Test(
        "What only looks like a bad example passes",
        arguments: [
            ("FROM scratch", "DS-0001"), ("FROM ${BASE}", "DS-0001"), ("FROM a:1 AS b\nUSER x\nFROM b", "DS-0002"),
            ("FROM a:1\nADD https://x.example/a /a", "DS-0005"), ("FROM a:1\nARG TOKEN", "DS-0031"),
            ("FROM a:1\nENV PASSWORD_FILE=/run/x", "DS-0031"), ("FROM a:1\nENV TOKEN=$TOKEN", "DS-0031"),
            ("FROM a:1\nRUN apt-get update && apt-get install -y x", "DS-0017"), ("FROM a:1\nCOPY a b c/", "DS-0011"),
        ])
    func good(text: String, rule: String) throws { #expect(try Configurations.dockerfile(text).failing(rule).isEmpty) }

    @Test(
        "Prose, a shell script and a file without FROM are no Dockerfile",
        arguments: ["From me to you", "#!/bin/sh\nls", "ARG x\nRUN y"])
    func refused(text: String) {
        var reader = ReportReader()
        #expect(throws: ReportProblem.self) { _ = try reader.document(of: Array(text.utf8)) }
    }
}
