/// What a service is delivered as; policies ask for other inputs of a container than of a library.
public enum Workload: String, CaseIterable, Hashable, Sendable {
    case application, container, function, infrastructure
    case softwareLibrary = "library"
}
