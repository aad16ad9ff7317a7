import ArgumentParser
import JSON
import Stages
import Store

/// `fixops migrate`: brings the database to this build's schema.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database to the schema that this build needs.",
        discussion: """
            Safe to run at any time and from several machines at once: one migrates, the others wait. Processes \
            wait for the schema that they need, and refuse to start on a newer one. `fixops up` migrates by itself.

            Example:
              fixops migrate --postgres-url postgres://fixops@db/fixops
            """)

    @OptionGroup var location: ServerLocation
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let url = try location.postgresURL()
        let shown = SettingReader.hidingPassword(url)
        Progress.say("migrating \(shown)")
        try await Databases.migrate(url)
        if output.json { return Answer.json(["migrated": true]) }
        Answer.text(["the database has this build's schema"])
    }
}
