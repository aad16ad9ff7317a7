internal import JSON

/// The rules of CycloneDX' schemas that reading does not need and that people should hear of when they are broken.
enum CycloneDXRules {
    static func check(bom root: JSONNode, into remarks: inout RemarkList) {
        if let serial = root["serialNumber"], !isSerialNumber(serial.string ?? "") {
            remarks.add("a serial number is urn:uuid: and a UUID", "/serialNumber")
        }
        for (index, citation) in (root["citations"].map { Array($0.elements) } ?? []).enumerated() {
            let isPlaced = (citation["pointers"] == nil) != (citation["expressions"] == nil)
            let isAttributed = citation["attributedTo"] != nil || citation["process"] != nil
            guard isPlaced, isAttributed, citation["timestamp"] != nil else {
                remarks.add(
                    "a citation has a timestamp, whom or what it cites, and either pointers or expressions",
                    "/citations/\(index)")
                continue
            }
        }
    }

    static func check(component: JSONNode, at pointer: String, into remarks: inout RemarkList) {
        if let type = component.text("type") {
            if !types.contains(type) { remarks.add("there is no component type \(type.prefix(40))", pointer) }
        } else {
            remarks.add("a component has a type", pointer)
        }
        if let scope = component.text("scope"), !["excluded", "optional", "required"].contains(scope) {
            remarks.add("a scope is required, optional or excluded", "\(pointer)/scope")
        }
        if let swid = component["swid"], swid["tagId"] == nil || swid["name"] == nil {
            remarks.add("a SWID tag has a tagId and a name", "\(pointer)/swid")
        }
        if component["versionRange"] != nil {
            let isExternal = component["isExternal"].map { $0.bool ?? $0.stringEquals("true") } ?? false
            if !isExternal { remarks.add("only an external component has a versionRange", pointer) }
            if component["version"] != nil { remarks.add("a component has a version or a versionRange", pointer) }
        }
        if let pedigree = component["pedigree"] { check(pedigree: pedigree, at: pointer, into: &remarks) }
    }

    private static func check(pedigree: JSONNode, at pointer: String, into remarks: inout RemarkList) {
        for patch in pedigree["patches"].map({ Array($0.elements) }) ?? [] {
            if !["backport", "cherry-pick", "monkey", "unofficial"].contains(patch.text("type")) {
                remarks.add("a patch is unofficial, monkey, backport or cherry-pick", "\(pointer)/pedigree/patches")
            }
            for issue in patch["resolves"].map({ Array($0.elements) }) ?? []
            where !["defect", "enhancement", "security"].contains(issue.text("type")) {
                remarks.add("an issue is a defect, an enhancement or of security", "\(pointer)/pedigree/patches")
            }
        }
    }

    private static let types: Set = [
        "application", "container", "cryptographic-asset", "data", "device", "device-driver", "file", "firmware",
        "framework", "library", "machine-learning-model", "operating-system", "platform",
    ]

    private static func isSerialNumber(_ text: String) -> Bool {
        let groups = text.utf8.dropFirst(9).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return text.hasPrefix("urn:uuid:") && groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.joined().allSatisfy { $0.isDigit || (97...102).contains($0 | 0x20) }
    }
}
