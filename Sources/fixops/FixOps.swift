import ArgumentParser
import Glibc
import Postgres
import Redis
import Stages
import Store

/// The command line: decisions in one process, a fleet on one machine, and the hands on a running fleet.
@main
struct FixOps: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fixops",
        abstract: "Turn scanner reports into ALLOW, DEFER or BLOCK, with reasons and evidence.",
        discussion: """
            Exit codes of a verdict: 0 ALLOW, 1 BLOCK, 2 DEFER. Errors: 64 usage, 65 bad input or failed scan, \
            69 unavailable, 70 internal, 75 no verdict in time.

            Without any server:   fixops decide report.sarif --service shop
            With a fleet:         fixops up, then fixops submit report.sarif --service shop
            """,
        groupedSubcommands: [
            CommandGroup(
                name: "Decide",
                subcommands: [
                    BacktestCommand.self, ClusterCommand.self, DecideCommand.self, EvaluateCommand.self,
                    FormatsCommand.self, NormalizeCommand.self, PlaybookCommand.self, RephraseCommand.self,
                    RulesCommand.self,
                    SBOMCommand.self,
                ]),
            CommandGroup(
                name: "Ask a fleet",
                subcommands: [
                    EvidenceCommand.self, ExplainCommand.self, OutcomeCommand.self, ScanCommand.self,
                    SubmitCommand.self, WaitCommand.self,
                ]),
            CommandGroup(
                name: "Run a fleet",
                subcommands: [
                    FeedsCommand.self, LayoutCommand.self, MigrateCommand.self, ModelCommand.self, PolicyCommand.self,
                    QueueCommand.self, ServiceCommand.self, ShardsCommand.self, TokenCommand.self, UpCommand.self,
                ]),
        ])

    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch let verdict as VerdictExit {
            Glibc.exit(verdict.code)
        } catch let failure as CommandFailure {
            leave(failure)
        } catch let error as PostgresError {
            leave(.unavailable("\(error)"))
        } catch let error as RedisError {
            leave(.unavailable("\(error)"))
        } catch let error as SchemaError {
            leave(.unavailable("\(error)"))
        } catch let error as SettingError {
            leave(.usage("\(error)"))
        } catch {
            leave(error)
        }
    }

    private static func leave(_ failure: CommandFailure) -> Never {
        if !failure.description.isEmpty { Progress.complain(failure.description) }
        Glibc.exit(failure.code)
    }

    /// Help and usage errors as ArgumentParser words them; anything unforeseen is our fault and never a verdict's code.
    private static func leave(_ error: any Error) -> Never {
        let code = exitCode(for: error).rawValue
        guard code == 0 || code == 64 else { leave(.unexpected("\(error)")) }
        let text = fullMessage(for: error)
        if code == 0 { Answer.text([text]) } else { Progress.complain(text) }
        Glibc.exit(code)
    }
}
