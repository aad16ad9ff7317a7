internal import Compression

/// A ZIP file of reports: every file in it is one, except what archivers add by themselves.
public struct ReportArchive: Sendable {
    private let archive: ZIPArchive
    /// By name.
    let reports: [ZIPArchive.Entry]

    /// Reads what the archive's directory says. Throws what is damaged, holds no file, or unpacks to more than `limit` bytes.
    public init(_ bytes: [UInt8], limit: Int) throws(ReportProblem) {
        do {
            archive = try ZIPArchive(bytes, limit: limit)
        } catch {
            throw ReportProblem(error)
        }
        reports = archive.entries.filter { !Self.isByProduct($0.name) }.sorted { $0.name < $1.name }
        guard !reports.isEmpty else { throw ReportProblem(.empty, "the ZIP file holds no report") }
    }

    /// Unpacked, all reports together.
    public var byteCount: Int { archive.byteCount }

    func contents(of report: ZIPArchive.Entry) throws(ReportProblem) -> [UInt8] {
        do {
            return try archive.contents(of: report)
        } catch {
            throw ReportProblem(error)
        }
    }

    /// What macOS and Windows put beside the files that one packs.
    private static func isByProduct(_ name: String) -> Bool {
        let file = name.split(separator: "/").last ?? ""
        return name.hasPrefix("__MACOSX/") || file == ".DS_Store" || file == "Thumbs.db"
    }
}

extension ReportProblem {
    init(_ error: ArchiveError) {
        let code: Code =
            switch error.code {
            case .corrupt: .damagedArchive
            case .tooLarge: .tooLarge
            case .unsupported: .unsupportedArchive
            }
        self.init(code, error.description)
    }

    init(_ error: CompressionError) {
        switch error {
        case .corrupt, .truncated: self.init(.damagedArchive, error.description)
        case .tooLarge: self.init(.tooLarge, error.description)
        }
    }

    /// The same, found in one of several reports.
    init(_ problem: ReportProblem, in name: String) {
        self.init(problem.code, "\(DisplayText.line(name)): \(problem.message)", location: problem.location)
    }
}
