import Foundation

/// The executables that were built together with these tests.
enum BuiltProducts {
    /// The path of the executable `name`, e.g. `fixops`: it lies beside the program that runs the tests.
    static func path(_ name: String) -> String { folder.appending(path: name).path }

    private static let folder: URL = {
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(filePath: own).deletingLastPathComponent()
    }()
}
