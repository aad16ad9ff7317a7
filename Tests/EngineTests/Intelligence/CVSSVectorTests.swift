import TestSupport
import Testing

@testable import Engine

@Suite("A CVSS vector")
struct CVSSVectorTests {
    @Test(
        "has the scores of its version's equations, in tenths",
        arguments: [
            ("AV:N/AC:L/Au:N/C:C/I:C/A:C", 100, nil, nil),
            ("AV:A/AC:H/Au:S/C:N/I:P/A:P/E:POC/RL:OF/RC:C/CDP:LM/TD:M/CR:M/IR:L/AR:L", 29, 23, 28),
            ("CVSS:3.0/S:U/AV:N/AC:L/PR:H/UI:N/C:L/I:L/A:N/E:F/RL:X", 38, 37, nil),
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 100, nil, nil),
            ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/MAV:L/CR:L", 98, nil, 81),
            ("CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H/E:U", 73, 41, nil),
            ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/MSI:S", 93, nil, 100),
        ] as [(String, Int, Int?, Int?)])
    func scores(text: String, base: Int, threat: Int?, environmental: Int?) throws {
        let vector = try CVSSVector(parsing: text)
        #expect(vector.baseTenths == base)
        #expect(vector.threatTenths == threat)
        #expect(vector.environmentalTenths == environmental)
        #expect(vector.scoreTenths == environmental ?? threat ?? base)
    }

    @Test(
        "that cannot be read is a problem with a code, never a score of 0",
        arguments: [
            ("", .malformed), ("AV:N/AC:L/Au:N/C:C/I:C/", .malformed), ("AV", .malformed),
            ("AV:N/AC:L/Au:N/C:C/I:C", .missingMetric), ("AV:N/AV:N", .duplicateMetric),
            ("CVSS:3.1/AV:Z", .unknownValue), ("CVSS:3.1/Au:N", .unknownMetric), ("CVSS:5.0/AV:N", .unknownVersion),
            ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:S/SA:N", .unknownValue),
        ] as [(String, CVSSProblem.Code)])
    func problems(text: String, code: CVSSProblem.Code) {
        do {
            _ = try CVSSVector(parsing: text)
            Issue.record("\(text) was read")
        } catch {
            #expect(error.code == code)
        }
    }

    @Test(
        "of the published lists scores as listed", .enabled(if: Corpus.isPresent, Comment(rawValue: Corpus.hint)),
        arguments: [
            ("calculator2", 5), ("calculator3", 2), ("cvsslib2", 24), ("cvsslib3", 29), ("simple2", 729),
            ("simple31", 2592), ("simple4", 1058), ("threat4", 6),
        ])
    func publishedVectors(name: String, least: Int) throws {
        let text = String(decoding: try Corpus.bytes("vectors/cvss/vectors_\(name)"), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline)
        #expect(lines.count >= least)
        for line in lines {
            let parts = line.split(separator: " ", maxSplits: 2)
            let listed = parts[2].filter { !"() ".contains($0) }.split(separator: ",").map { Double($0) }
            let vector = try CVSSVector(parsing: String(parts[0]))
            // The lists of version 3 apply the environmental equation to every vector.
            let isThree = [.three, .threeOne].contains(vector.version)
            let environmental = isThree ? CVSSThree(vector).environmental : vector.scoreTenths
            let stated = [vector.baseTenths, vector.threatTenths ?? vector.baseTenths, environmental]
            let scores = listed.count == 1 ? [vector.scoreTenths] : stated
            for (score, expected) in zip(scores, listed) {
                guard let expected else { continue }
                #expect(score == Int((expected * 10).rounded()), "\(line)")
            }
        }
    }
}
