internal import Compression

extension MultipartBody {
    /// The files of a body as one report: the file's bytes where there is one, else a ZIP file of all, by name.
    ///
    /// So the same files give the same bytes, whatever boundary a client has made up. Throws where a field is no file
    /// beside some that are, for nobody would read it.
    public static func report(in body: [UInt8], boundary: String) throws(ReportProblem) -> [UInt8] {
        let parts = try parts(of: body, boundary: boundary)
        // A browser sends a file without a name for a field that was left empty.
        let given = parts.filter { $0.file != "" || !$0.contents.isEmpty }
        let files = given.filter { $0.file != nil }
        if !files.isEmpty, let field = given.first(where: { $0.file == nil }) {
            throw ReportProblem(
                .wrongShape, "the field \"\(DisplayText.line(field.field))\" is no file; parameters stand in the query")
        }
        guard given.count != 1 else { return given[0].contents }
        guard !given.isEmpty else { throw ReportProblem(.empty, "the multipart body holds no file") }
        let named = given.map { (name: label($0.file ?? $0.field), contents: $0.contents) }
        return ZIPArchive.holding(named.sorted { $0.name < $1.name })
    }

    /// At most 200 bytes, and no folder for ZIP files to take it for.
    private static func label(_ name: String) -> String {
        String(decoding: DisplayText.line(name).utf8.prefix(200), as: UTF8.self).replacing("/", with: "_")
    }
}
