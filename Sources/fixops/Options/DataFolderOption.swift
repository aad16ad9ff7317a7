import FoundationEssentials

/// The folder of a fleet on this machine, where no flag names one.
enum DataFolderOption {
    /// FIXOPS_DATA, else `.fixops` in the working folder.
    static var defaultPath: String {
        ProcessInfo.processInfo.environment["FIXOPS_DATA"].flatMap { $0.isEmpty ? nil : $0 } ?? ".fixops"
    }
}
