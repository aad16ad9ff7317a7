import ArgumentParser

/// `--json` on every command that answers something.
struct OutputOptions: ParsableArguments {
    @Flag(help: "One JSON object, or one a line, instead of text for people.")
    var json = false
}
