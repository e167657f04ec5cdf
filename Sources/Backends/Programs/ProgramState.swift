internal import PrintModel

/// What a program has said while it runs, and what of it is news.
struct ProgramState: Sendable {
    /// What printers have at most; programs that say more are not believed.
    static let reasonsMax = 64

    /// "printer-state-reasons" as the program sees them, in the order they came.
    private(set) var reasons: [String] = []
    /// The last thing it said to people, and the last that was no mere information.
    private(set) var message = ""
    private(set) var problem = ""
    /// "auth-info-required", when it said so.
    private(set) var credentials: [String] = []
    private(set) var impressions = 0
    /// By what they are called in `ATTR:`, without "marker-".
    private var markers: [String: [String]] = [:]
    private var toldTrouble: DeviceTrouble?
    private var toldState = DeviceState()
    /// Whether it has complained since it began to connect.
    private var connectsInVain = false
    /// What it answered on the side channel, as reasons.
    private var answered: [String] = []
    private var pjl = PJLReader()
    /// What the device itself says keeps it from printing.
    private var deviceTrouble: DeviceTrouble?
    /// The device has said that a job began since this program runs. What it says of pages before belongs to another one.
    ///
    /// That our document is on its way says less: a device tells whoever is connected of pages that it still prints of the job
    /// before, counted from 1 like ours. So a driver that turns on PAGE and not JOB gets no pages: rather none than somebody
    /// else's.
    private var hasJobBegun = false
    /// The device has said that the job was canceled at its panel.
    private(set) var isCanceledThere = false

    /// What came on the back channel: of all that devices say there, PJL is understood.
    mutating func hear(fromDevice bytes: [UInt8]) -> [DeviceNews] {
        pjl.read(bytes).flatMap { said -> [DeviceNews] in
            switch said {
            case .status(let code, let display, let isOnline):
                deviceTrouble = PJLStatus.trouble(
                    code: code, display: display, isOnline: isOnline, at: "the printer")
                return news
            case .jobStart:
                hasJobBegun = true
                return []
            case .page(let number): return hasJobBegun ? printed(number) : []
            case .jobEnd(_, let pages): return hasJobBegun ? pages.map { printed($0) } ?? [] : []
            case .jobCanceled:
                isCanceledThere = hasJobBegun
                return []
            case .echo: return []
            }
        }
    }

    mutating func hear(_ flags: SideChannel.DeviceFlags) -> [DeviceNews] {
        answered = flags.reasons
        return news
    }

    mutating func hear(_ message: ProgramMessage) -> [DeviceNews] {
        switch message {
        case .text(let level, let text): return hear(text, level)
        case .pages(let count): return printed(impressions &+ count)
        case .pagesTotal(let count): return printed(count)
        case .state(let change):
            apply(change)
            return news
        case .attributes(let attributes):
            return attributes.flatMap { hear($0.name, $0.value) } + news
        }
    }

    /// What is to be told when it has ended: nothing waits for anything any more.
    mutating func end() -> [DeviceNews] {
        defer { toldTrouble = nil }
        return toldTrouble == nil ? [] : [.trouble(nil)]
    }

    private mutating func hear(_ text: String, _ level: ProgramMessage.Level) -> [DeviceNews] {
        guard level > .debug, !text.isEmpty else { return [] }
        message = text
        if level >= .warning { problem = text }
        if level >= .warning, reasons.contains(Self.connecting) { connectsInVain = true }
        return [.message(text)] + news
    }

    private mutating func printed(_ count: Int) -> [DeviceNews] {
        let next = min(count, ProgramMessage.countMax)
        guard next > impressions else { return [] }
        impressions = next
        return [.impressions(next)]
    }

    private mutating func apply(_ change: StateChange) {
        if change.kind == .replace { reasons = [] }
        reasons.removeAll { change.reasons.contains($0) }
        if change.kind != .remove {
            reasons += change.reasons.prefix(Self.reasonsMax - min(reasons.count, Self.reasonsMax))
        }
        if !reasons.contains(Self.connecting) { connectsInVain = false }
    }

    private mutating func hear(_ name: String, _ value: String) -> [DeviceNews] {
        switch name {
        case "auth-info-required": credentials = ProgramAttributes.list(value)
        case "marker-message": return value.isEmpty ? [] : [.message(value)]
        case "job-impressions-completed": return Int(value).map { printed($0) } ?? []
        case "job-media-sheets-completed":
            return Int(value).map { [.sheets(min(max(0, $0), ProgramMessage.countMax))] } ?? []
        case "marker-names", "marker-types", "marker-colors", "marker-levels", "marker-low-levels",
            "marker-high-levels":
            markers[String(name.dropFirst("marker-".count))] = Array(
                ProgramAttributes.list(value).prefix(MarkerLists.suppliesMax))
        default: break
        }
        return []
    }

    // MARK: News

    private mutating func tell() -> [DeviceNews] {
        var news: [DeviceNews] = []
        let trouble = trouble
        if trouble != toldTrouble {
            toldTrouble = trouble
            news.append(.trouble(trouble))
        }
        let state = device
        if state != toldState {
            toldState = state
            news.append(.state(state))
        }
        return news
    }

    private var news: [DeviceNews] { mutating get { tell() } }

    static let connecting = "connecting-to-device"

    /// What it waits for. Each job connects: that is trouble only when it does not succeed.
    var trouble: DeviceTrouble? {
        if let deviceTrouble { return deviceTrouble }
        guard let reason = (reasons + answered).first(where: { isTrouble($0) }) else { return nil }
        let isAway = DeviceReason(reason).kind == .away
        return DeviceTrouble(
            isAway ? .away : .needsHuman, reason: reason,
            message: problem.isEmpty ? (message.isEmpty ? reason : message) : problem)
    }

    private func isTrouble(_ reason: String) -> Bool {
        if reason == Self.connecting { return connectsInVain }
        // What CUPS' programs say of themselves: cups-ipp-missing-cancel-job, cups-waiting-for-job-completed …
        let isAside = ["cups-", "com.", "org."].contains { reason.hasPrefix($0) }
        return !isAside && !reason.hasSuffix("-warning") && !reason.hasSuffix("-report")
    }

    private var alerts: [DeviceAlert] {
        (reasons + answered.filter { !reasons.contains($0) }).filter {
            $0.hasSuffix("-warning") || $0.hasSuffix("-report")
        }.map { reason in
            DeviceAlert(
                code: DeviceReason(reason).alertCode, severity: DeviceReason(reason).alertSeverity,
                group: DeviceReason(reason).alertGroup, text: reason)
        }
    }

    private var supplies: [Supply] {
        guard let names = markers["names"], let levels = markers["levels"] else { return [] }
        func numbers(_ list: [String]?) -> [Int32] { (list ?? []).map { Int32($0) ?? -1 } }
        let lists = MarkerLists(
            names: names, types: markers["types"] ?? [], colors: markers["colors"] ?? [], levels: numbers(levels),
            lowLevels: numbers(markers["low-levels"]), highLevels: numbers(markers["high-levels"]))
        return lists.supplies
    }

    /// What it says of the device now.
    var device: DeviceState { DeviceState(supplies: supplies, alerts: alerts) }
}
