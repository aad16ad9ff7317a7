internal import Glibc

/// The usual metrics of a process, read when scraped (getrusage(2), proc(5)).
enum ProcessMetrics {
    /// When this was first asked, in seconds since 1970: the process's start for all that a restart counter needs.
    private static let start = time(nil)

    static var text: String {
        var usage = rusage()
        // Ignored: RUSAGE_SELF with a valid pointer cannot fail.
        _ = getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let seconds = [usage.ru_utime, usage.ru_stime].reduce(0.0) {
            $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
        }
        return family("process_cpu_seconds_total", "counter", "User and system CPU time.", seconds)
            + family("process_resident_memory_bytes", "gauge", "Resident memory.", Double(residentBytes ?? 0))
            + family("process_start_time_seconds", "gauge", "Start, in seconds since 1970.", Double(start))
    }

    /// Fixes the start time; called when the process begins.
    static func begin() { _ = start }

    private static func family(_ name: String, _ kind: String, _ help: String, _ value: Double) -> String {
        "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n\(name) \(MetricSample.text(of: value))\n"
    }

    /// The second field of /proc/self/statm, in pages.
    private static var residentBytes: Int? {
        guard let file = fopen("/proc/self/statm", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, Int32(line.count), file) != nil else { return nil }
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let fields = text.split(separator: " ")
        return fields.count > 1 ? Int(fields[1]).map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) } : nil
    }
}
