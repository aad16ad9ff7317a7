/// One process of the fleet: its kind, and the program that keeps it running.
struct FleetProcess: Sendable {
    let kind: ProcessKind
    let program: KeptProgram

    var name: String { program.name }
}
