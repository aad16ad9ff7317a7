internal import CPosix
internal import Glibc

/// A detached thread of the system.
struct PosixThread {
    private let handle: pthread_t

    static var current: PosixThread { PosixThread(handle: pthread_self()) }

    var isCurrent: Bool { pthread_equal(handle, pthread_self()) != 0 }

    /// Runs `body` on a new thread. `name` shows in `top -H`; Linux keeps its first 15 bytes.
    static func start(name: String, _ body: @escaping @Sendable () -> Void) {
        let context = Unmanaged.passRetained(Body(name: name, run: body)).toOpaque()
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { context in
                // The argument is the reference that `start` retained, never nil.
                let body = Unmanaged<Body>.fromOpaque(context!).takeRetainedValue()
                _ = fx_thread_set_name(pthread_self(), body.name)
                body.run()
                return nil
            }, context)
        precondition(status == 0, "the system has no thread left: pthread_create returned \(status)")
        pthread_detach(thread)
    }

    private final class Body: Sendable {
        let name: String
        let run: @Sendable () -> Void

        init(name: String, run: @escaping @Sendable () -> Void) {
            self.name = String(decoding: name.utf8.prefix(15), as: UTF8.self)
            self.run = run
        }
    }
}
