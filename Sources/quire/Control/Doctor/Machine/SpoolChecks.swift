import Glibc

/// The server's folder: who may get at it, whether there is room, and whether all in it is whole.
struct SpoolChecks {
    private let host: LocalHost
    private let daemon: RunningProcess?
    private let named: String?

    init(_ host: LocalHost, daemon: RunningProcess?, named: String?) {
        (self.host, self.daemon, self.named) = (host, daemon, named)
    }

    private static let usual = "/var/lib/quire"

    /// That of the option, of the server that runs, or the usual one.
    private var folder: String? {
        let own = daemon.flatMap { daemon in
            daemon.folder.map { $0.hasPrefix("/") ? $0 : "\(host.link("/proc/\(daemon.id)/cwd") ?? "")/\($0)" }
        }
        return named ?? own ?? (host.exists(Self.usual) ? Self.usual : nil)
    }

    var findings: [Finding] {
        guard let folder else {
            return [.ok("spool", "not looked at: which folder is the server's is not known (--dir says it)")]
        }
        guard let facts = host.facts(folder), facts.isFolder else {
            return [
                .failure("spool", "\(folder) is not there, or nobody but root can see it", fix: "sudo quirectl doctor")
            ]
        }
        return rights(folder, owner: facts.owner) + room(folder) + contents(folder)
    }

    // MARK: Rights

    /// What the daemon refuses to start with: somebody else could read jobs and keys, or put something there.
    private func rights(_ folder: String, owner: UInt32) -> [Finding] {
        var findings: [Finding] = []
        var places: [(path: String, forbidden: UInt32)] = [(folder, 0o022), ("\(folder)/limits.conf", 0o022)]
        for name in ["spool", "tls", "drivers", "devices", "audit"] { places.append(("\(folder)/\(name)", 0o077)) }
        for name in ["tls/key.pem", "spool/queue.db", "spool/secrets.key"] {
            places.append(("\(folder)/\(name)", 0o077))
        }
        for (path, forbidden) in places {
            guard let facts = host.facts(path) else { continue }
            if facts.permissions & forbidden != 0 {
                let right = forbidden == 0o022 ? "go-w" : "go-rwx"
                let words = forbidden == 0o022 ? "others can write to it" : "others can get at it"
                var finding = Finding.failure(
                    "rights", "\(path): \(words); the server does not start like that", fix: "chmod \(right) '\(path)'")
                let (place, mode) = (host.path(path), facts.permissions & ~forbidden)
                finding.mend = { chmod(place, mode) == 0 ? "chmod \(right) '\(path)'" : nil }
                findings.append(finding)
            }
            if facts.owner != owner, facts.owner != 0 {
                findings.append(
                    .failure(
                        "rights", "\(path) belongs to user \(facts.owner), and the folder to user \(owner)",
                        fix: "chown -R --reference='\(folder)' '\(path)'"))
            }
        }
        return findings.isEmpty ? [.ok("rights", "\(folder) is the server's alone")] : findings
    }

    // MARK: Room

    private static let warningOctets: UInt64 = 1 << 30
    private static let failureOctets: UInt64 = 64 << 20

    private func room(_ folder: String) -> [Finding] {
        guard let room = host.room(folder) else { return [] }
        let free = Self.words(room.free)
        let fix = "df -h \(folder)"
        var findings: [Finding] = []
        if room.free < Self.failureOctets {
            findings.append(
                .failure("disk", "\(free) are free at \(folder): jobs are refused soon, or are now", fix: fix))
        } else if room.free < Self.warningOctets || room.free < room.all / 20 {
            findings.append(.warning("disk", "only \(free) of \(Self.words(room.all)) are free at \(folder)", fix: fix))
        } else {
            findings.append(.ok("disk", "\(free) are free at \(folder)"))
        }
        if room.files > 0, room.filesFree < room.files / 100 {
            findings.append(
                .warning("disk", "\(room.filesFree) files can still be made at \(folder)", fix: "df -i \(folder)"))
        }
        return findings
    }

    private static func words(_ octets: UInt64) -> String {
        octets >= 1 << 30 ? "\(octets >> 30) GiB" : "\(octets >> 20) MiB"
    }

    // MARK: Contents

    private func contents(_ folder: String) -> [Finding] {
        let spool = folder + "/spool"
        guard let names = host.readableNames(in: spool) else {
            return host.exists(spool)
                ? [.ok("queue", "not looked at: only root and the server may")]
                : [.ok("queue", "there is none yet: the first start makes it")]
        }
        var findings: [Finding] = []
        if names.contains("queue.db-damaged") {
            findings.append(
                .warning(
                    "queue", "queue.db is damaged; the next start mends it and keeps the damaged file",
                    fix: "systemctl restart quired"))
        } else if names.contains("queue.db") {
            findings.append(database("\(spool)/queue.db"))
        } else if host.names(in: "\(spool)/documents").contains(where: { !$0.hasPrefix(".") }) {
            findings.append(
                .failure("queue", "\(spool) has documents and no queue.db: the server does not start", fix: nil))
        } else {
            findings.append(.ok("queue", "there is none yet: the first start makes it"))
        }
        let aside = host.names(in: "\(spool)/corrupt")
        findings.append(
            aside.isEmpty
                ? .ok("set aside", "nothing was found damaged")
                : .warning(
                    "set aside", "\(aside.count) damaged or orphaned files wait for a person in \(spool)/corrupt",
                    fix: "ls -l \(spool)/corrupt"))
        return findings
    }

    /// The head of an SQLite file (sqlite.org/fileformat2, "The Database Header"), and where the program sqlite3 is there
    /// and the server does not run, SQLite's own quick check.
    private func database(_ path: String) -> Finding {
        guard let head = host.bytes(path, at: 0, count: 100) else {
            return .ok("queue", "not looked at: only root and the server may")
        }
        // What the newest transactions have changed, the head among it, is in the log until it is taken over.
        let hasLog = (host.facts(path + "-wal")?.octets ?? 0) > 0
        if hasLog { return .ok("queue", "\(path) is in use, or its last changes are in its log; each start checks it") }
        guard head.count == 100, head.starts(with: Array("SQLite format 3\0".utf8)),
            head[68..<72].elementsEqual([0x51, 0x75, 0x69, 0x72])
        else { return .failure("queue", "\(path) is no queue of ours: the server does not start") }
        let damaged = "the next start mends what can be; take a copy before"
        let size = Int64(head[16]) << 8 | Int64(head[17])
        let page = size == 1 ? 65_536 : size
        if let facts = host.facts(path), page > 0, facts.octets % page != 0 {
            return .failure(
                "queue", "\(path) ends in the middle of a page; \(damaged)", fix: "systemctl restart quired")
        }
        guard daemon == nil,
            let checked = host.run(
                "/usr/bin/sqlite3", ["-readonly", "file:\(path)?immutable=1", "PRAGMA quick_check(1)"])
        else { return .ok("queue", "\(path) is a queue of this server's; each start checks it") }
        return checked.output.trimmed == "ok"
            ? .ok("queue", "\(path) is whole")
            : .failure(
                "queue", "\(path) is damaged (\(checked.output.trimmed)); \(damaged)", fix: "systemctl restart quired")
    }
}
