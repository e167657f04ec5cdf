internal import CSpawn
internal import Glibc

/// What /proc says of a running process. All of it is best effort: a process that hides or has gone is seen as nothing.
enum ProcessSight {
    /// Address space in use.
    static func memoryOctets(of pid: Int32) -> UInt64 {
        let pages = text("/proc/\(pid)/statm").split(separator: " ").first.flatMap { UInt64($0) } ?? 0
        return pages.multipliedReportingOverflow(by: UInt64(max(1, sysconf(Int32(_SC_PAGESIZE))))).partialValue
    }

    /// CPU of the processes it has started and not yet waited for, at most 256 of them.
    static func cpuOfDescendants(of pid: Int32) -> Duration {
        var sum = Duration.zero
        var waiting = children(of: pid)
        var seen = 0
        while let next = waiting.popLast(), seen < 256 {
            seen += 1
            var clock = clockid_t()
            var time = timespec()
            if clock_getcpuclockid(next, &clock) == 0, clock_gettime(clock, &time) == 0 {
                sum += .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
            }
            waiting += children(of: next)
        }
        return sum
    }

    /// Octets on disk in a folder, and in files without a name that `pid` holds open. Stops looking beyond `max`.
    static func octets(in folder: String, openBy pid: Int32, max: UInt64) -> UInt64 {
        var sum: UInt64 = 0
        var entries = 0
        var folders = [folder]
        // A child that makes more files than this has filled its folder as well.
        let entriesMax = 100_000
        while let next = folders.popLast(), sum <= max {
            for name in names(in: next) {
                entries += 1
                var status = stat()
                let path = "\(next)/\(name)"
                guard lstat(path, &status) == 0 else { continue }
                sum += UInt64(clamping: status.st_blocks) * 512
                if status.st_mode & S_IFMT == S_IFDIR { folders.append(path) }
                if entries > entriesMax { return .max }
            }
        }
        let open = "/proc/\(pid)/fd"
        for name in names(in: open) {
            var status = stat()
            guard stat("\(open)/\(name)", &status) == 0, status.st_nlink == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFREG { sum += UInt64(clamping: status.st_blocks) * 512 }
        }
        return sum
    }

    /// Its process group.
    static func group(of pid: Int32) -> Int32? {
        // "4711 (a name) S 1 4711 …": the name may have anything in it.
        let fields = text("/proc/\(pid)/stat").split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 2 ? Int32(fields[2]) : nil
    }

    /// `nil` where it may not be known.
    static func workingFolder(of pid: Int32) -> String? {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/\(pid)/cwd", &buffer, buffer.count)
        return count > 0 ? String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }

    /// $TMPDIR as it was started with; `nil` where it may not be known. Looks at the first 64 KiB of its environment.
    static func temporaryFolder(of pid: Int32) -> String? {
        let name = "TMPDIR="
        let words = text("/proc/\(pid)/environ", octetsMax: 64 << 10).split(separator: "\0")
        return words.first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) }
    }

    private static func children(of pid: Int32) -> [Int32] {
        names(in: "/proc/\(pid)/task").flatMap { thread in
            text("/proc/\(pid)/task/\(thread)/children").split(separator: " ").compactMap { Int32($0) }
        }
    }

    static func names(in folder: String) -> [String] {
        guard let listing = opendir(folder) else { return [] }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing), names.count <= 100_000 {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    private static func text(_ path: String, octetsMax: Int = 4_096) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { _ = close(file) }
        // One read of /proc gives a page at most.
        var bytes: [UInt8] = []
        while bytes.count < octetsMax {
            let piece = [UInt8](unsafeUninitializedCapacity: 4_096) { buffer, count in
                count = max(0, read(file, buffer.baseAddress, buffer.count))
            }
            if piece.isEmpty { break }
            bytes += piece
        }
        return String(decoding: bytes.prefix(octetsMax), as: UTF8.self)
    }
}
