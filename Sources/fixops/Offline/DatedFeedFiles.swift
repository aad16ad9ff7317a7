import Compression
import Engine
import FoundationEssentials
import Hashing

/// Files of dated feeds, told apart by content.
struct DatedFeedFiles {
    private(set) var archive = FactArchive()
    private static let byteLimit = 256 * 1024 * 1024

    /// Reads files, and the files of folders. Throws exit 65 for one that cannot be read or is damaged, and for one that was
    /// named and is no such feed; in a folder such a file is named on stderr and left.
    init(_ paths: [String]) throws {
        for path in paths {
            guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
                guard try read(path) else {
                    throw CommandFailure.badInput(
                        "\(path): this is neither EPSS nor KEV, nor a table of CVE records or of their assessments")
                }
                continue
            }
            for name in names.sorted() where !name.hasPrefix(".") && !Self.isFolder("\(path)/\(name)") {
                if try !read("\(path)/\(name)") { Progress.say("\(path)/\(name) is no dated feed: it is not read") }
            }
        }
    }

    /// False for a file that is no such feed.
    private mutating func read(_ path: String) throws -> Bool {
        let bytes = try InputFile.read(path)
        do {
            let text = Gzip.isGzip(bytes) ? try Gzip.inflate(bytes, limit: Self.byteLimit) : bytes
            guard let feed = try DatedFeed(parsing: text, date: Self.date(in: path)) else { return false }
            Progress.say(
                "\(path): \(feed.kind.rawValue), \(feed.rows) rows until \(feed.date.day)\(Self.note(on: feed))")
            archive.add(feed, name: Self.name(of: path), digest: Digest(of: bytes))
            return true
        } catch let problem as FeedProblem {
            throw CommandFailure.badInput("\(path): \(problem) [\(problem.code.rawValue)]")
        } catch {
            throw CommandFailure.badInput("\(path): cannot be unpacked: \(error)")
        }
    }

    private static func note(on feed: DatedFeed) -> String {
        let unreadable =
            switch feed {
            case .assessments(let history): history.unreadable
            case .records(let snapshot): snapshot.unreadable
            case .epss, .kev: 0
            }
        return unreadable > 0 ? ", \(unreadable) assessments unreadable and left out" : ""
    }

    private static func isFolder(_ path: String) -> Bool {
        (try? FileManager.default.contentsOfDirectory(atPath: path)) != nil
    }

    private static func name(of path: String) -> String { String(path.split(separator: "/").last ?? "") }

    /// The day in a file's name.
    private static func date(in path: String) -> Timestamp? {
        name(of: path).firstMatch(of: /[0-9]{4}-[0-9]{2}-[0-9]{2}/).flatMap { Timestamp(String($0.output)) }
    }
}
