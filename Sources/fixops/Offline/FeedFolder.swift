import Engine
import FoundationEssentials
import Stages

/// A folder of feeds for decisions without a server: KEV as JSON and EPSS as CSV, told apart by content, gzip unpacked.
struct FeedFolder {
    private var kev: KEVCatalog?
    private var epss: EPSSScores?

    /// Reads every file of the folder; of several of a kind the newest counts.
    ///
    /// Throws exit 65 where the folder cannot be read, and for a `.json`, `.csv` or `.gz` that is no sound feed. Any other
    /// file that is no feed, such as a README, is named on stderr and left.
    init(_ folder: String) throws {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            let isThere = FileManager.default.fileExists(atPath: folder)
            throw CommandFailure.badInput(
                isThere ? "\(folder): is no folder, or not yours to read" : "\(folder): there is no such folder")
        }
        for name in names.sorted() where !name.hasPrefix(".") { try read("\(folder)/\(name)") }
        if kev == nil, epss == nil { Progress.say("\(folder) holds no feed: neither KEV nor EPSS is checked") }
    }

    /// What the feeds say of each CVE. Its epoch is 0, because nothing was imported.
    var threats: ThreatTable {
        let headers = [epss?.header, kev?.header].compactMap(\.self)
        return ThreatTable(epoch: 0, headers: headers, epss: epss?.rows ?? [], kev: kev?.entries ?? [])
    }

    private mutating func read(_ path: String) throws {
        do {
            take(try FeedFile(reading: try InputFile.read(path)))
        } catch let problem as FeedProblem {
            let isData = [".csv", ".gz", ".json"].contains { path.lowercased().hasSuffix($0) }
            guard !isData else { throw CommandFailure.badInput("\(path): \(problem) [\(problem.code.rawValue)]") }
            Progress.say("\(path) is neither KEV nor EPSS: it is not read")
        }
    }

    private mutating func take(_ feed: FeedFile) {
        switch feed {
        case .epss(let found): if found.header.asOf >= epss?.header.asOf ?? found.header.asOf { epss = found }
        case .kev(let found): if found.header.asOf >= kev?.header.asOf ?? found.header.asOf { kev = found }
        }
    }
}
