import FoundationEssentials
import SystemPackage

/// A commit's files, checked out into a folder of its own by the program `git`.
struct GitCheckout {
    /// The repository without a password that its URL may hold.
    let repository: String
    /// In hex.
    let commit: String
    let folder: FilePath

    /// Runs `body` with the files of `reference`; the folder is gone afterwards.
    ///
    /// Throws exit 69 where git cannot fetch, and exit 65 where there is no such reference.
    static func with(_ reference: GitReference, _ body: (GitCheckout) async throws -> Void) async throws {
        let folder = FilePath(FileManager.default.temporaryDirectory.path).appending("fixops-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            atPath: folder.string, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        // Ignored: a temporary folder that stays behind harms nobody.
        defer { try? FileManager.default.removeItem(atPath: folder.string) }
        let files = folder.appending("files")
        let name = withoutPassword(reference.repository)
        let cloned = try await GitProgram.run(
            ["clone", "--quiet", "--no-checkout", "--", reference.repository, files.string], in: folder)
        guard cloned.isSuccess else {
            throw CommandFailure.unavailable("\(name) cannot be fetched: \(cloned.lastLine)")
        }
        let commit = try await commit(of: reference, files, folder)
        let checkedOut = try await GitProgram.run(
            ["-C", files.string, "-c", "core.symlinks=false", "checkout", "--quiet", "--detach", commit], in: folder)
        guard checkedOut.isSuccess else {
            throw CommandFailure.unavailable("\(commit) cannot be checked out: \(checkedOut.lastLine)")
        }
        try await body(GitCheckout(repository: name, commit: commit, folder: files))
    }

    /// A branch, else a tag, else a commit.
    private static func commit(
        of reference: GitReference, _ files: FilePath, _ folder: FilePath
    ) async throws -> String {
        let name = reference.reference
        for candidate in ["refs/remotes/origin/\(name)", "refs/tags/\(name)", name] {
            let found = try await GitProgram.run(
                ["-C", files.string, "rev-parse", "--verify", "--quiet", "--end-of-options", "\(candidate)^{commit}"],
                in: folder)
            let line = found.lastLine
            if found.isSuccess, line.utf8.count >= 40, line.allSatisfy(\.isHexDigit) { return line }
        }
        throw CommandFailure.badInput(
            "\(withoutPassword(reference.repository)) has no branch, tag or commit \"\(name)\"")
    }

    /// `https://user:secret@host/…` as `https://host/…`: it is recorded where others read it.
    static func withoutPassword(_ repository: String) -> String {
        let parts = repository.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { return repository }
        let host = parts[1].prefix { $0 != "/" }
        guard let at = host.lastIndex(of: "@") else { return repository }
        return "\(parts[0])://\(parts[1][parts[1].index(after: at)...])"
    }
}
