import ChildPrograms
import Subprocess
import SystemPackage

/// One process of the fleet: its kind, and the program that keeps it running.
struct FleetProcess: Sendable {
    let kind: ProcessKind
    let program: KeptProgram
    /// Where it listens for reports; nil unless it is a gateway.
    let gateway: String?

    /// `environment` holds what all processes are told.
    init(
        _ kind: ProcessKind, number: Int, programs: FilePath, logs: FilePath, environment: [String: String]
    ) throws {
        self.kind = kind
        var variables = environment
        variables["FIXOPS_HEALTH_LISTEN"] = "127.0.0.1:\(try FreePorts.next())"
        if kind == .ingestGateway {
            let listen = "127.0.0.1:\(try FreePorts.next())"
            variables["FIXOPS_LISTEN"] = listen
            variables["FIXOPS_WEBHOOK_GITHUB_SECRET"] = Subject.webhookSecret
            gateway = "http://\(listen)"
        } else {
            gateway = nil
        }
        var child = ChildProgram(
            name: "\(kind.rawValue)-\(number)", executable: programs.appending(kind.rawValue).string, arguments: [],
            environment: variables)
        // The only one that a stopped process hears.
        child.orphanSignal = .kill
        program = KeptProgram(child, logs: logs)
    }

    var name: String { program.name }
}
