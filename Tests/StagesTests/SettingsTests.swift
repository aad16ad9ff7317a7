import ArgumentParser
import Stages
import Telemetry
import Testing

@Suite("Settings")
struct SettingsTests {
    @Test("a flag wins over the variable, the variable over the default, and an empty one counts as absent")
    func precedence() throws {
        let reader = try SettingReader(environment: ["FIXOPS_SHARDS": "4", "FIXOPS_LANES": ""])
        #expect(try reader.number(.shards, flag: nil, default: 1, in: 1...9) == 4)
        #expect(try reader.number(.shards, flag: "2", default: 1, in: 1...9) == 2)
        #expect(try reader.number(.lanes, flag: nil, default: 1, in: 1...9) == 1)
    }

    @Test("a misspelt variable stops the start with its name; other programs' variables do not")
    func unknown() throws {
        let error = #expect(throws: SettingError.self) {
            try SettingReader(environment: ["FIXOPS_REDIS_UR": "x", "PATH": "/bin"])
        }
        #expect(error?.description.hasPrefix("FIXOPS_REDIS_UR is no setting of FixOps") == true)
        #expect(throws: Never.self, "one command's token does not stop the others") {
            try SettingReader(environment: ["FIXOPS_REPHRASE_TOKEN": "x"])
        }
        _ = try SettingReader(environment: ["FIXOPS_TEST_REDIS_URL": "x", "HOME": "/"])
    }

    @Test(
        "a malformed number says what it must be",
        arguments: [("many", nil), ("0", nil), ("11", nil), (nil, "-1")] as [(String?, String?)])
    func malformed(variable: String?, flag: String?) throws {
        let environment = variable.map { ["FIXOPS_SHARDS": $0] } ?? [:]
        let reader = try SettingReader(environment: environment)
        let error = #expect(throws: SettingError.self) {
            try reader.number(.shards, flag: flag, default: 1, in: 1...10)
        }
        let name = flag == nil ? "FIXOPS_SHARDS" : "--shards"
        let text = flag ?? variable ?? ""
        #expect(error?.description == "\(name) is \"\(text)\", but it must be a whole number from 1 to 10")
    }

    @Test("addresses that cannot be one are refused without showing their passwords")
    func addresses() throws {
        let reader = try SettingReader(environment: ["FIXOPS_POSTGRES_URL": "mysql://u:secret@h/d"])
        let error = #expect(throws: SettingError.self) { try ServerSettings(ServerOptions.parse([]), reader) }
        #expect(error?.description.contains("secret") == false)
        let redis = try SettingReader(environment: ["FIXOPS_REDIS_URL": "http://u:secret@h"])
        let other = #expect(throws: SettingError.self) { try ServerSettings(ServerOptions.parse([]), redis) }
        #expect(other?.description.contains("secret") == false)
    }

    @Test(
        "passwords are hidden in what is logged",
        arguments: [
            ("postgres://u:p@ss@h:1/d", "postgres://u:***@h:1/d"), ("postgres://u@h/d", "postgres://u@h/d"),
            ("postgres:///d?host=/run", "postgres:///d?host=/run"),
        ])
    func hidden(url: String, shown: String) { #expect(SettingReader.hidingPassword(url) == shown) }

    @Test("the health server has the process's own port, another one, or is off")
    func health() throws {
        func listen(_ arguments: [String]) throws -> ListenAddress? {
            let reader = try SettingReader(environment: [:])
            return try ProcessSettings(ProcessOptions.parse(arguments), reader, healthPort: 9101).healthListen
        }
        #expect(try listen([])?.description == "127.0.0.1:9101")
        #expect(try listen(["--health-listen", "[::]:1"])?.description == "[::]:1")
        #expect(try listen(["--health-listen", "off"]) == nil)
        #expect(throws: SettingError.self) { try listen(["--health-listen", "here"]) }
    }
}
