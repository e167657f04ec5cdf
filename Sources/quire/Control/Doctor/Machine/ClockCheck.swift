import IPP

/// Whether it is as late as the clocks say: jobs that wait for a time, certificates and the record of who did what depend
/// on it.
struct ClockCheck {
    private let seen: ServerView
    private let session: Session
    private let processes: [RunningProcess]
    private var host: LocalHost { session.host }

    init(_ seen: ServerView, _ processes: [RunningProcess] = [], in session: Session) {
        (self.seen, self.session, self.processes) = (seen, session, processes)
    }

    /// Clocks that somebody keeps are nearer to each other than this.
    private static let apartSecondsMax: Int64 = 120
    private static let day: Int64 = 86_400

    /// The server's, against ours.
    var ofServer: [Finding] {
        guard case .dateTime(let moment)? = seen.system?["system-current-time"]?.values.first else { return [] }
        let apart = moment.secondsSince1970 - session.now()
        guard abs(apart) > Self.apartSecondsMax else { return [.ok("server's clock", "agrees with this machine's")] }
        let words = MomentText.length(abs(apart))
        return [
            .warning(
                "server's clock", "\(words) \(apart < 0 ? "behind" : "ahead of") this machine's",
                fix: "timedatectl set-ntp true")
        ]
    }

    /// Files were not written tomorrow.
    private static let witnesses = ["/proc/self/exe", "/var/lib/dpkg/status", "/var/lib/quire/spool/queue.db"]

    var ofMachine: [Finding] {
        let now = session.now()
        let newest = Self.witnesses.compactMap { path -> (String, Int64)? in
            let place = host.link(path) ?? path
            return host.facts(place).map { (place, $0.changedAt) }
        }.max { $0.1 < $1.1 }
        var findings: [Finding] = []
        if let newest, newest.1 > now + Self.day {
            let words = MomentText.length(newest.1 - now)
            findings.append(
                .failure(
                    "clock", "\(newest.0) was written \(words) from now: the clock is behind",
                    fix: "timedatectl set-ntp true"))
        } else {
            findings.append(.ok("clock", "no file is younger than it"))
        }
        switch keeper {
        case .somebody(let keeper): findings.append(.ok("time service", "\(keeper) keeps the clock right"))
        case .nobody:
            findings.append(
                .warning(
                    "time service", "nobody keeps the clock right: jobs that wait for a time come early or late",
                    fix: "apt-get install systemd-timesyncd && timedatectl set-ntp true"))
        case .unknown: break
        }
        return findings
    }

    /// Names of processes are cut after fifteen letters.
    private static let keepers = ["chronyd", "ntpd", "ntpd-rs", "openntpd", "systemd-timesyn", "ptp4l", "vmtoolsd"]

    private enum Keeper {
        case somebody(String)
        case nobody
        /// In a container its host keeps the clock, which is not seen from here.
        case unknown
    }

    private var keeper: Keeper {
        if host.exists("/run/systemd/timesync/synchronized") { return .somebody("systemd-timesyncd") }
        if let keeper = processes.first(where: { Self.keepers.contains($0.name) }) { return .somebody(keeper.name) }
        return host.exists("/run/systemd/system") ? .nobody : .unknown
    }
}
