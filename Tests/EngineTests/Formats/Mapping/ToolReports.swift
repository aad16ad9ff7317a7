/// One small report of each tool, written for this project.
enum ToolReports {
    typealias Case = ToolFormatTests.Case

    static let all = dependencies + code + infrastructure + secrets + platforms
}
