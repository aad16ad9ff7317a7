import Engine
import JSON
import Testing

@Suite("The difference between two SBOMs")
struct InventoryDifferenceTests {
    private static func component(
        _ purl: String, _ version: String, _ more: [String: JSONValue] = [:]
    ) -> JSONValue {
        let base: [String: JSONValue] = [
            "bom-ref": .string("\(purl)@\(version)"), "name": .string(String(purl.split(separator: "/").last ?? "")),
            "purl": .string("\(purl)@\(version)"), "type": "library", "version": .string(version),
        ]
        return .object(base.merging(more) { _, given in given })
    }

    private func difference(
        _ old: [JSONValue], _ new: [JSONValue], old oldMore: [String: JSONValue] = [:],
        new newMore: [String: JSONValue] = [:]
    ) throws -> InventoryDifference {
        func document(_ components: [JSONValue], _ more: [String: JSONValue]) throws -> Document {
            try Reports.document(
                Reports.cyclonedx(more.merging(["components": .array(components)]) { given, _ in given }))
        }
        return InventoryDifference(from: try document(old, oldMore), to: try document(new, newMore))
    }

    private static let bumps: [(String, String, String, ComponentChange.Kind)] = [
        ("pkg:npm/a", "1.9.0", "1.10.0", .upgraded), ("pkg:npm/a", "1.0.0", "1.0.0-rc.1", .downgraded),
        ("pkg:deb/debian/a", "1.0", "1:0.5", .upgraded), ("pkg:pypi/a", "1.0.post1", "1.0", .downgraded),
        ("pkg:generic/a", "r9", "r10", .upgraded),
    ]

    @Test("Another version is an upgrade or a downgrade by the order of its ecosystem", arguments: bumps)
    func bumped(purl: String, from: String, to: String, kind: ComponentChange.Kind) throws {
        let difference = try difference([Self.component(purl, from)], [Self.component(purl, to)])
        #expect(difference.changes.map(\.kind) == [kind] && difference.unchanged == 0)
        #expect(difference.changes.first?.before?.version == from && difference.changes.first?.after?.version == to)
    }

    @Test("Several versions of one package are paired; what is left was added or removed")
    func severalVersions() throws {
        let old = ["1.0.0", "2.0.0", "3.0.0"].map { Self.component("pkg:npm/a", $0) }
        let new = ["2.0.0", "3.1.0"].map { Self.component("pkg:npm/a", $0) }
        let difference = try difference(old, new)
        #expect(difference.unchanged == 1 && difference.changes.map(\.kind) == [.removed, .upgraded])
        let back = try self.difference(new, old)
        #expect(back.changes.map(\.kind) == [.added, .downgraded])
    }

    @Test("A change tells which licences, findings and components it brings and takes away")
    func brings() throws {
        func vulnerability(_ id: String, _ reference: String) -> JSONValue {
            ["affects": [["ref": .string(reference)]], "id": .string(id)]
        }
        let difference = try difference(
            [Self.component("pkg:npm/a", "1.0.0", ["licenses": [["license": ["id": "MIT"]]]])],
            [
                Self.component("pkg:npm/a", "2.0.0", ["licenses": [["license": ["id": "GPL-3.0-only"]]]]),
                Self.component("pkg:npm/b", "1.0.0"),
            ],
            old: ["vulnerabilities": [vulnerability("CVE-2024-0001", "pkg:npm/a@1.0.0")]],
            new: [
                "dependencies": [
                    ["dependsOn": ["pkg:npm/a@2.0.0"], "ref": "app"],
                    ["dependsOn": ["pkg:npm/b@1.0.0"], "ref": "pkg:npm/a@2.0.0"],
                ], "metadata": ["component": ["bom-ref": "app", "name": "app"]],
                "vulnerabilities": [vulnerability("CVE-2024-0002", "pkg:npm/a@2.0.0")],
            ])
        let change = try #require(difference.changes.last)
        #expect(
            change.kind == .upgraded && change.licensesAdded == ["GPL-3.0-only"] && change.licensesRemoved == ["MIT"])
        #expect(change.findingsAdded == ["CVE-2024-0002"] && change.findingsRemoved == ["CVE-2024-0001"])
        #expect(change.brings == ["pkg:npm/b@1.0.0"] && change.isDirect == true)
        #expect(difference.changes.first?.kind == .added && difference.changes.first?.isDirect == false)
        #expect(
            difference.json["counts"] == [
                "added": 1, "changed": 0, "downgraded": 0, "removed": 0, "unchanged": 0, "upgraded": 1,
            ])
        #expect(difference.json["changes"]?.array?.last?["licenses_added"] == ["GPL-3.0-only"])
    }

    @Test("Other bytes under the same version are a change, and said to be")
    func rebuilt() throws {
        func build(_ hash: String) -> JSONValue {
            Self.component("pkg:npm/a", "1.0.0", ["hashes": [["alg": "SHA-256", "content": .string(hash)]]])
        }
        let difference = try difference([build("AA")], [build("bb")])
        #expect(difference.changes.map(\.kind) == [.changed] && difference.changes.first?.isRebuilt == true)
        #expect(try self.difference([build("AA")], [build("aa")]).changes.isEmpty)
    }

    @Test("A vulnerability that only the new SBOM lists in the same component is a change")
    func sameComponent() throws {
        let component = Self.component("pkg:npm/a", "1.0.0")
        let difference = try difference(
            [component], [component],
            new: ["vulnerabilities": [["affects": [["ref": "pkg:npm/a@1.0.0"]], "id": "CVE-2024-0001"]]])
        #expect(difference.changes.map(\.kind) == [.changed] && difference.unchanged == 0)
        #expect(difference.changes.first?.findingsAdded == ["CVE-2024-0001"])
    }

    @Test("Qualifiers and spelling make no other package; a component without a purl goes by group and name")
    func identity() throws {
        let old: [JSONValue] = [
            Self.component("pkg:PyPI/Zope_Interface", "1.0"), ["group": "g", "name": "x", "version": "1"],
        ]
        let new: [JSONValue] = [
            ["name": "zope-interface", "purl": "pkg:pypi/zope-interface@1.0?arch=any", "version": "1.0"],
            ["group": "h", "name": "x", "version": "1"],
        ]
        let difference = try difference(old, new)
        #expect(difference.unchanged == 1 && difference.changes.map(\.kind) == [.added, .removed])
    }
}
