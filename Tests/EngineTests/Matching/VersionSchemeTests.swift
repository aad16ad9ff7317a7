import Engine
import TestSupport
import Testing

@Suite("The order of versions")
struct VersionSchemeTests {
    /// Each row ascends.
    private static let ascending: [(VersionScheme, [String])] = [
        (.apk, ["1.0_alpha", "1.0_rc1", "1.0_rc2", "1.0", "1.0-r1", "1.0_p1", "1.0a", "1.01", "1.1"]),
        (.cargo, ["1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-beta", "1.0.0", "1.0.1"]),
        (.composer, ["1.0-dev", "1.0a1", "1.0beta1", "1.0RC1", "1.0", "1.0.1", "1.0pl1"]),
        (.conan, ["1.0.2", "1.0.10", "1.0.2s", "cci.20200203"]),
        (.cran, ["0.1-2", "0.2", "0.2-1", "0.10"]),
        (.deb, ["1.0~rc1", "1.0", "1.0-1", "1.0-1+deb9u1", "1.0+x", "1.10", "1:0.1"]),
        (.gem, ["1.0.a1", "1.0.b1", "1.0", "1.0.1", "1.10"]),
        (.golang, ["v0.0.0-20190101000000-abcdef", "v0.1.0", "v1.0.0+incompatible", "v1.0.1"]),
        (.hex, ["1.0.0-rc.1", "1.0.0", "1.0.10"]),
        (.lexicographic, ["A", "a", "aa"]),
        (.maven, ["1-alpha-1", "1-beta", "1-rc1", "1-snapshot", "1", "1-sp", "1-foo", "1-1", "1.1"]),
        (.npm, ["1.2.3-4", "1.2.3-asdf", "1.2.3", "1.10.0"]),
        (.nuget, ["1.0.0-BETA", "1.0.0-beta2", "1.0.0", "1.0.0.1", "1.0.01.1"]),
        (.openssl, ["1.0.2", "1.0.2z", "1.0.2za", "1.1.1", "3.0.0-alpha1", "3.0.0"]),
        (.pub, ["1.0.0-dev", "1.0.0", "1.0.0+1", "1.0.0+2"]),
        (.pypi, ["zzz", "1.0.dev1", "1.0a1", "1.0rc1", "1.0", "1.0+local", "1.0.post1", "1.1", "1!0.1"]),
        (.rpm, ["1.0~rc1", "1.0", "1.0^git1", "1.0a", "1.0.1", "1.0.1-1", "1:0.1"]),
    ]

    @Test("Each ecosystem has its own", arguments: ascending)
    func order(scheme: VersionScheme, versions: [String]) {
        for (index, left) in versions.enumerated() {
            for (other, right) in versions.enumerated() {
                let expected: VersionOrdering = index < other ? .lower : index > other ? .higher : .same
                #expect(scheme.order(left, right) == expected, "\(left) and \(right)")
            }
        }
    }

    @Test(
        "What is no version has no order",
        arguments: [
            (VersionScheme.npm, "latest"), (.npm, ""), (.npm, "1.x"), (.golang, "master"), (.nuget, "1.2.3.4.5"),
            (.gem, "one"), (.cran, "1.a"), (.deb, "a:1"), (.rpm, "1 1"), (.maven, ""), (.apk, ""), (.pypi, "1 2"),
        ])
    func unreadable(scheme: VersionScheme, text: String) {
        #expect(scheme.order(text, "1.0.0") == nil && !scheme.reads(text))
    }

    private static let files: [(VersionScheme, String)] = [
        (.apk, "alpine"), (.cran, "cran"), (.deb, "debian"), (.gem, "rubygems"), (.maven, "maven"),
        (.nuget, "nuget"), (.composer, "packagist"), (.pypi, "pypi"), (.rpm, "redhat"),
        (.semver, "semver"),
    ]

    @Test(
        "The vectors of OSV-Scanner hold", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)),
        arguments: files)
    func vectors(scheme: VersionScheme, file: String) throws {
        let bytes = try Corpus.bytes("vectors/versions/osv-semantic/\(file)-versions.txt")
        var wrong: [String] = []
        var count = 0
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let parts = line.split(separator: " ").map(String.init)
            guard parts.count == 3, !["#", "//"].contains(parts[0]), let expected = Self.orderings[parts[1]] else {
                continue
            }
            count += 1
            if scheme.order(parts[0], parts[2]) != expected { wrong.append(String(line)) }
        }
        #expect(count > 20 && wrong.isEmpty, "\(wrong)")
    }

    private static let orderings: [String: VersionOrdering] = ["<": .lower, "=": .same, ">": .higher]
}
