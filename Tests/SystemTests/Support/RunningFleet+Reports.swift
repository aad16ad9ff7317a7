import JSON
import Postgres
import Testing

extension RunningFleet {
    /// Posts that many different reports, 16 at a time, and counts the answers by status.
    func post(_ count: Int, from first: Int = 0) async throws -> [Int: Int] {
        let gateway = gateway
        return try await withThrowingTaskGroup(of: Int.self) { group in
            var statuses: [Int: Int] = [:]
            for number in first..<(first + count) {
                if number - first >= 16, let status = try await group.next() { statuses[status, default: 0] += 1 }
                group.addTask {
                    let url = "\(gateway)/api/v1/scans?service=shop-\(number % 20)"
                    return try await HTTPAnswer.post(url, Self.report(number)).status
                }
            }
            for try await status in group { statuses[status, default: 0] += 1 }
            return statuses
        }
    }

    /// Expects that `count` scans were accepted and that each has its one decision.
    func expectOneDecisionEach(_ count: Int64) async throws {
        #expect(try await self.count("SELECT count(*) FROM scan") == count)
        #expect(try await self.count("SELECT count(*) FROM decision") == count)
        #expect(try await self.count("SELECT count(DISTINCT scan) FROM decision") == count)
        #expect(try await self.count("SELECT count(*) FROM evidence") == count)
        #expect(try await self.count("SELECT count(*) FROM dead_letter") == 0)
    }

    private static func report(_ number: Int) -> [UInt8] {
        let result: JSONValue = [
            "level": "warning", "message": ["text": .string("finding \(number)")], "ruleId": "example/rule",
            "locations": [["physicalLocation": ["artifactLocation": ["uri": .string("src/file\(number).swift")]]]],
        ]
        let run: JSONValue = ["results": [result], "tool": ["driver": ["name": "example"]]]
        return (["runs": [run], "version": "2.1.0"] as JSONValue).canonical
    }
}
