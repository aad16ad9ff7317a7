import JSON
import Logging
import Synchronization
import Testing

@testable import Telemetry

@Suite("Logs as JSON lines")
struct LogsTests {
    @Test("a line is one object with level, message, process, time and the metadata beside them")
    func line() throws {
        let lines = Lines()
        let logger = lines.logger(level: .info)
        logger.info("job finished", metadata: ["job.id": "7", "job.ms": .stringConvertible(12), "tags": ["a", "b"]])
        let line = try #require(lines.all.first)
        #expect(line.last == UInt8(ascii: "\n"))
        let object = try JSONValue(parsing: Array(line.dropLast()))
        #expect(object["level"] == "info")
        #expect(object["message"] == "job finished")
        #expect(object["process"] == "scorer")
        #expect(object["job.id"] == "7")
        #expect(object["job.ms"] == 12)
        #expect(object["tags"] == ["a", "b"])
        #expect(object["time"]?.string?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
    }

    @Test("metadata never replaces what every line has, and line feeds stay inside the line")
    func reserved() throws {
        let lines = Lines()
        lines.logger(level: .info).warning("two\nlines", metadata: ["level": "nice", "message": "x"])
        let line = try #require(lines.all.first)
        #expect(line.filter { $0 == UInt8(ascii: "\n") }.count == 1)
        let object = try JSONValue(parsing: Array(line.dropLast()))
        #expect(object["level"] == "warning")
        #expect(object["message"] == "two\nlines")
    }

    @Test("events below the level are not written")
    func level() {
        let lines = Lines()
        let logger = lines.logger(level: .notice)
        logger.info("quiet")
        logger.notice("heard")
        #expect(lines.all.count == 1)
    }

    @Test("a time is RFC 3339 in UTC")
    func time() { #expect(LogTime.text(seconds: 1_790_000_000, milliseconds: 7) == "2026-09-21T14:13:20.007Z") }
}

/// What a handler wrote.
private final class Lines: Sendable {
    private let state = Mutex<[[UInt8]]>([])

    var all: [[UInt8]] { state.withLock { $0 } }

    func logger(level: Logger.Level) -> Logger {
        Logger(label: "test") { _ in
            JSONLogHandler(process: "scorer", level: level) { line in self.state.withLock { $0.append(line) } }
        }
    }
}
