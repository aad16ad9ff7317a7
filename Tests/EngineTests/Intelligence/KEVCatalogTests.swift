import Compression
import Engine
import TestSupport
import Testing

@Suite("The KEV catalogue")
struct KEVCatalogTests {
    private func catalog(
        count: Int? = nil, title: String = "Catalog", more: String = "", _ entries: String...
    ) -> [UInt8] {
        Array(
            """
            {"title":"\(title)","catalogVersion":"2026.08.07","dateReleased":"2026-08-07T16:45:47.0648Z",\(more)
            "count":\(count ?? entries.count),"vulnerabilities":[\(entries.joined(separator: ","))]}
            """.utf8)
    }

    private func code(_ bytes: [UInt8]) -> FeedProblem.Code? {
        do {
            _ = try KEVCatalog(parsing: bytes)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("is read with its date and flags, sorted")
    func reading() throws {
        let catalog = try KEVCatalog(
            parsing: catalog(
                #"{"cveID":"CVE-2024-2000","knownRansomwareCampaignUse":"Known"}"#,
                #"{"cveID":"CVE-2023-1000","knownRansomwareCampaignUse":"Unknown"}"#))
        #expect(catalog.entries.map(\.cve.description) == ["CVE-2023-1000", "CVE-2024-2000"])
        #expect(catalog.entries.map(\.isRansomware) == [false, true])
        #expect(catalog.header.asOf.description == "2026-08-07T16:45:47.064Z")
        #expect(catalog.header.version == "2026.08.07")
        #expect(!catalog.header.isSample)
    }

    @Test("that lists a CVE twice has it once, with ransomware if either says so")
    func duplicates() throws {
        let catalog = try KEVCatalog(
            parsing: catalog(
                #"{"cveID":"CVE-2019-1069","knownRansomwareCampaignUse":"Known"}"#,
                #"{"cveID":"CVE-2019-1069","knownRansomwareCampaignUse":"Unknown"}"#))
        #expect(catalog.header.rows == 1)
        #expect(catalog.entries[0].isRansomware)
    }

    @Test("that is a sample says so")
    func sample() throws {
        #expect(try KEVCatalog(parsing: catalog(title: "A sample of KEV")).header.isSample)
        #expect(try KEVCatalog(parsing: catalog(more: #""fixops_sample":true,"#)).header.isSample)
    }

    @Test("is refused whole when anything is wrong with it")
    func refusals() {
        let entry = #"{"cveID":"CVE-2024-2000"}"#
        #expect(code(catalog(count: 2, entry)) == .countMismatch)
        #expect(code(Array(catalog(entry).dropLast(9))) == .truncated)
        #expect(code(catalog(#"{"cveID":null}"#)) == .malformedRow)
        #expect(code(catalog(#"{"cveID":"EUVD-2024-2000"}"#)) == .malformedRow)
        #expect(code(Array("{}".utf8)) == .wrongShape)
        #expect(code(Array("[1,".utf8)) == .truncated)
        #expect(code(Array(#"{"count":0,"vulnerabilities":[]}"#.utf8)) == .noDate)
        #expect(code(Array("\r\n <HTML>Access Denied</HTML>".utf8)) == .html)
        #expect(code(Array("no feed".utf8)) == .notJSON)
        #expect(code([]) == .empty)
        #expect(code([0x1F, 0x8B, 8, 0]) == .wrongShape)
    }

    @Test(
        "is read in every version of the corpus, each newer than the one before",
        .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
    func replay() throws {
        let versions = try Corpus.files(under: "feeds/kev/replay", suffix: ".json.gz").map { path in
            try KEVCatalog(parsing: Gzip.inflate(Corpus.bytes(path), limit: 64 << 20))
        }
        let newest = try KEVCatalog(parsing: Corpus.bytes("feeds/kev/known_exploited_vulnerabilities.json"))
        #expect(versions.count == 13)
        #expect(newest.entries.count == 1_662)
        #expect(newest.entries.count(where: \.isRansomware) == 338)
        for (old, new) in zip(versions, versions.dropFirst() + [newest]) { try FeedGate.check(new, against: old) }
        #expect(throws: FeedProblem.self) { try FeedGate.check(versions[0], against: newest) }
    }

    @Test("may withdraw an entry", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
    func withdrawal() throws {
        let versions = try Corpus.files(under: "feeds/kev/withdrawal", suffix: ".json.gz").map { path in
            try KEVCatalog(parsing: Gzip.inflate(Corpus.bytes(path), limit: 64 << 20))
        }
        let withdrawn = try #require(CVEID("CVE-2021-4043"))
        #expect(versions[0].entries.contains { $0.cve == withdrawn })
        #expect(!versions[1].entries.contains { $0.cve == withdrawn })
        try FeedGate.check(versions[1], against: versions[0])
    }

    @Test("that is an error page is known for one", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)))
    func errorPage() throws {
        #expect(code(try Corpus.bytes("feeds/kev/malformed/access-denied-2024-11-26.html-as-json")) == .html)
        let newest = try Corpus.bytes("feeds/kev/known_exploited_vulnerabilities.json")
        #expect(code(Array(newest.prefix(newest.count / 2))) == .truncated)
    }
}
