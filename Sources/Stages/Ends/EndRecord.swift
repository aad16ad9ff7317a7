internal import CPosix
internal import Glibc

/// A file of this process that tells which signal ended it: empty while it lives, locked as long as it lives, removed when
/// it ends in order. SIGKILL leaves it empty.
struct EndRecord: Sendable {
    private let path: String

    /// Makes the file, and fatal signals write to it from now on; once in a process. Throws a sentence.
    init(of worker: String, in folder: EndRecordFolder) throws(EndRecordError) {
        try folder.make()
        path = "\(folder.path)/\(worker)\(EndRecordFolder.suffix)"
        // It gets its name when it is locked: an unlocked one is taken for a dead process's.
        let draft = path + ".new"
        // Open for as long as the process lives: a signal may always come.
        let descriptor = open(draft, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw EndRecordError("\(draft) cannot be made", errno) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, rename(draft, path) == 0 else {
            throw EndRecordError("\(draft) cannot be locked", errno)
        }
        let problem = fx_record_fatal_signals(descriptor)
        guard problem == 0 else { throw EndRecordError("fatal signals cannot be recorded", problem) }
    }

    /// The process ends in order.
    func remove() { unlink(path) }
}
