internal import Glibc

/// Names a process in its consumer groups and as a holder of leases: a name is never used twice, or a dead process would seem
/// to live on.
public enum ProcessName {
    /// `HOST.PID.NONCE`, the nonce being 8 random hex digits.
    public static func make() -> String {
        let nonce = String(UInt32.random(in: 0x1000_0000...UInt32.max), radix: 16)
        return "\(host).\(getpid()).\(nonce)"
    }

    /// Up to 63 bytes of the host's name.
    private static var host: String {
        var buffer = [CChar](repeating: 0, count: 64)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "host" }
        let name = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return name.isEmpty ? "host" : name
    }
}
