import ChildPrograms
import Fleet
import SystemPackage
import Telemetry

/// Which processes a fleet on one machine consists of, and what each is told.
struct FleetPlan: Sendable {
    /// The stage workers in the order of the flow.
    static let workers = ["normalizer", "enricher", "scorer", "evidence-writer"]
    /// These run once: where work comes in.
    static let entrances = ["feed-scheduler", "ingest-gateway"]

    /// How many of each worker run.
    let counts: [String: Int]
    let listen: ListenAddress
    let addresses: FleetAddresses
    /// The folder that the executables lie in: the one that `fixops` was started from.
    let programs: FilePath
    /// The first of the health ports.
    let healthPort: Int
    /// How the fleet's keys are spread: every process must know the same.
    let map: ShardMap

    /// Reads `scorer=3,enricher=2`; a worker that is not named runs once.
    static func counts(parsing text: String) throws -> [String: Int] {
        var counts = Dictionary(uniqueKeysWithValues: workers.map { ($0, 1) })
        for part in text.split(separator: ",") {
            let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard pair.count == 2, let count = Int(pair[1]), (0...64).contains(count), counts[pair[0]] != nil else {
                throw CommandFailure.usage(
                    "--workers wants NAME=COUNT,… with the names \(workers.joined(separator: ", ")); got \(part)")
            }
            counts[pair[0]] = count
        }
        return counts
    }

    /// The gateway and the scheduler.
    func entranceChildren() -> [ChildProgram] {
        Self.entrances.enumerated().map { child($0.element, label: $0.element, healthPort: port($0.offset)) }
    }

    /// Every stage worker; several of a kind are numbered from 1.
    func workerChildren() -> [ChildProgram] {
        let labels = Self.workers.flatMap { name in
            let count = counts[name] ?? 0
            return (0..<count).map { (name, count == 1 ? name : "\(name)-\($0 + 1)") }
        }
        return labels.enumerated().map { index, label in
            child(label.0, label: label.1, healthPort: port(Self.entrances.count + index))
        }
    }

    private func child(_ name: String, label: String, healthPort: Int) -> ChildProgram {
        var environment = [
            "FIXOPS_HEALTH_LISTEN": "127.0.0.1:\(healthPort)", "FIXOPS_LANES": String(map.lanes),
            "FIXOPS_POSTGRES_URL": addresses.postgres, "FIXOPS_REDIS_URL": addresses.redis,
            "FIXOPS_SHARDS": String(map.shards),
        ]
        if name == "ingest-gateway" { environment["FIXOPS_LISTEN"] = listen.description }
        return ChildProgram(
            name: label, executable: programs.appending(name).string, arguments: [], environment: environment)
    }

    /// A health port for the `index`th process: the first free one in steps of 100, so that no two processes meet.
    private func port(_ index: Int) -> Int {
        let candidates = stride(from: healthPort + index, to: 65_536, by: 100)
        return candidates.first { !ListenAddress(host: "127.0.0.1", port: $0).isTaken } ?? healthPort + index
    }
}
