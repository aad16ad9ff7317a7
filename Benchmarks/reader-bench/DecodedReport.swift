/// What a program that reads with `Codable` would declare of the two formats: a part of what the reader looks at.
struct DecodedReport: Decodable {
    struct Affected: Decodable { let ref: String }
    struct Component: Decodable {
        let name: String
        let purl: String?
        let version: String?
    }
    struct Location: Decodable { let physicalLocation: PhysicalLocation? }
    struct Message: Decodable { let text: String? }
    struct PhysicalLocation: Decodable {
        let artifactLocation: URI?
        let region: Region?
    }
    struct Rating: Decodable {
        let score: Double?
        let severity: String?
    }
    struct Region: Decodable {
        let startColumn: Int?
        let startLine: Int?
    }
    struct Result: Decodable {
        let level: String?
        let locations: [Location]?
        let message: Message
        let partialFingerprints: [String: String]?
        let ruleId: String?
    }
    struct Run: Decodable { let results: [Result]? }
    struct URI: Decodable { let uri: String? }
    struct Vulnerability: Decodable {
        let affects: [Affected]?
        let id: String?
        let ratings: [Rating]?
    }

    let components: [Component]?
    let runs: [Run]?
    let vulnerabilities: [Vulnerability]?
}
