import Testing

@testable import Engine

@Suite("A CVE id")
struct CVEIDTests {
    @Test(
        "is read and written",
        arguments: [
            "CVE-1999-0001", "CVE-2021-44228", "CVE-2024-1000000", "CVE-9999-99999999999999", "CVE-2000-0000",
        ])
    func roundTrip(text: String) throws {
        let id = try #require(CVEID(text))
        #expect(id.description == text)
        #expect(CVEID(packed: id.packed) == id)
    }

    @Test(
        "is refused when it is anything else",
        arguments: [
            "", "CVE", "CVE-2021", "CVE-2021-", "CVE-2021-123", "CVE-2021-01234", "CVE-21-44228", "CVE-2021-44228x",
            " CVE-2021-44228",
            "GHSA-2021-44228", "CVE-2021-999999999999999", "CVE-20210-44228", "CVE-2021-4４228", "CVE-0021-4422",
        ])
    func refusals(text: String) { #expect(CVEID(text) == nil) }

    @Test("sorts by year, then number; the case of its prefix does not matter")
    func order() throws {
        let ids = try ["CVE-2021-9999", "CVE-2021-10000", "CVE-2022-0001"].map { try #require(CVEID($0)) }
        #expect(ids == ids.shuffled().sorted())
        #expect(CVEID("cve-2021-9999") == ids[0])
    }
}
