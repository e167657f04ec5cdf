/// A process of this machine, as `/proc` shows it.
struct RunningProcess: Hashable, Sendable {
    let id: Int32
    let name: String
    let words: [String]

    /// Whether it is a print server of ours.
    var isDaemon: Bool { name == "quired" }

    /// The folder of its `--dir`; where it runs in a folder of its own view, this is not where we find it.
    var folder: String? {
        if let joined = words.first(where: { $0.hasPrefix("--dir=") }) { return String(joined.dropFirst(6)) }
        guard let place = words.firstIndex(of: "--dir"), words.indices.contains(place + 1) else { return nil }
        return words[place + 1]
    }
}

extension LocalHost {
    /// All that may be seen, by their numbers.
    func processes() -> [RunningProcess] {
        names(in: "/proc").compactMap { Int32($0) }.sorted().compactMap { id in
            guard let name = text("/proc/\(id)/comm")?.trimmed else { return nil }
            let words = (text("/proc/\(id)/cmdline") ?? "").split(separator: "\0").map { String($0) }
            return RunningProcess(id: id, name: name, words: words)
        }
    }

    /// Which processes hold these sockets, by the sockets' inodes. Without root only our own are seen.
    func holders(of inodes: Set<UInt64>, among processes: [RunningProcess]) -> [UInt64: [RunningProcess]] {
        var holders: [UInt64: [RunningProcess]] = [:]
        for process in processes {
            for descriptor in names(in: "/proc/\(process.id)/fd") {
                guard let link = self.link("/proc/\(process.id)/fd/\(descriptor)"), link.hasPrefix("socket:["),
                    let inode = UInt64(link.dropFirst(8).dropLast()), inodes.contains(inode),
                    holders[inode]?.contains(process) != true
                else { continue }
                holders[inode, default: []].append(process)
            }
        }
        return holders
    }
}
