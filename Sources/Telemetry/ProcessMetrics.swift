internal import Glibc

/// The usual metrics of a process, read when scraped (getrusage(2), getrlimit(2), proc(5)). What cannot be read is absent.
enum ProcessMetrics {
    /// When this was first asked, in seconds since 1970: the process's start for all that a restart counter needs.
    private static let start = time(nil)

    static var text: String {
        let pages = memoryPages
        return family("process_cpu_seconds_total", "counter", cpuSeconds)
            + family("process_max_fds", "gauge", fileLimit)
            + family("process_open_fds", "gauge", openFiles)
            + family("process_resident_memory_bytes", "gauge", pages.dropFirst().first.map(bytes))
            + family("process_start_time_seconds", "gauge", Double(start))
            + family("process_virtual_memory_bytes", "gauge", pages.first.map(bytes))
    }

    /// Fixes the start time; called when the process begins.
    static func begin() { _ = start }

    private static func family(_ name: String, _ kind: String, _ value: Double?) -> String {
        guard let value else { return "" }
        let help = MetricHelp.text(for: name)
        return "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n\(name) \(MetricSample.text(of: value))\n"
    }

    private static var cpuSeconds: Double? {
        var usage = rusage()
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return nil }
        return [usage.ru_utime, usage.ru_stime].reduce(0.0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
    }

    private static var fileLimit: Double? {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
        return Double(limit.rlim_cur)
    }

    /// The names in /proc/self/fd without `.`, `..` and the one that reads them.
    private static var openFiles: Double? {
        guard let folder = opendir("/proc/self/fd") else { return nil }
        defer { closedir(folder) }
        var count = -3
        while readdir(folder) != nil { count += 1 }
        return Double(count)
    }

    private static func bytes(_ pages: Int) -> Double { Double(pages * Int(sysconf(Int32(_SC_PAGESIZE)))) }

    /// The fields of /proc/self/statm: all pages, resident pages, and more.
    private static var memoryPages: [Int] {
        guard let file = fopen("/proc/self/statm", "r") else { return [] }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, Int32(line.count), file) != nil else { return [] }
        let text = String(decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    }
}
