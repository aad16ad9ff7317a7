/// Groups findings that only their place tells apart: flaws in code, secrets, misconfigurations.
///
/// Two of different sources are the same when they stand in one file on nearly the same line and share a weakness (CWE) or
/// a rule. A source tells its own findings apart: it is in a group once at most.
enum SightingGroups {
    static func groups(of witnesses: [FindingWitness]) -> [[FindingWitness]] {
        let paths = SourcePaths(witnesses.compactMap(\.finding.location?.uri))
        var placed: [String: [Sighting]] = [:]
        var groups: [[FindingWitness]] = []
        for witness in witnesses {
            guard let sighting = Sighting(witness, paths) else {
                groups.append([witness])
                continue
            }
            placed[sighting.place, default: []].append(sighting)
        }
        for sightings in placed.values { groups += joined(sightings.sorted { $0.precedes($1) }) }
        return groups
    }

    /// How many of the following ones each is compared with, so that a file with a million findings takes linear time.
    private static let neighbours = 64

    /// The nearest are joined first.
    private static func joined(_ sightings: [Sighting]) -> [[FindingWitness]] {
        var pairs: [(distance: Int, left: Int, right: Int)] = []
        for left in sightings.indices {
            for right in sightings[(left + 1)...].prefix(neighbours).indices {
                guard sightings[left].isNear(sightings[right]) else { break }
                guard let distance = sightings[left].distance(to: sightings[right]) else { continue }
                pairs.append((distance, left, right))
            }
        }
        var group = Array(sightings.indices)
        var members = sightings.indices.map { [$0] }
        for pair in pairs.sorted(by: <) {
            let (left, right) = (group[pair.left], group[pair.right])
            let sources = Set(members[left].map { sightings[$0].witness.source })
            guard left != right, members[right].allSatisfy({ !sources.contains(sightings[$0].witness.source) }) else {
                continue
            }
            for index in members[right] { group[index] = left }
            members[left] += members[right]
            members[right] = []
        }
        return members.filter { !$0.isEmpty }.map { $0.map { sightings[$0].witness } }
    }
}
