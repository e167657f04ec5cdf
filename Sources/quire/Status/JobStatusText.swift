import IPP

/// What `lpstat` writes of one job, as CUPS 2.4 does in the C locale.
///
///     Office-Laser-62         root              8192   Sat Nov 21 00:26:46 2026
///       0 Office-Laser-62       root              8192 Sat Nov 21 00:26:46 2026
struct JobStatusText: Sendable {
    let attributes: AttributeGroup

    static let requested = [
        "job-id", "job-k-octets", "job-name", "job-originating-user-name", "job-printer-state-message",
        "job-printer-uri", "job-state", "job-state-reasons", "time-at-creation", "time-at-completed",
    ]

    var printer: String { attributes["job-printer-uri"]?.stringValue?.lastPathSegment ?? "" }
    var owner: String { (attributes["job-originating-user-name"]?.stringValue ?? "unknown").harmless }
    /// The name people know the job by: `floor2-412`.
    var name: String { "\(printer)-\(attributes["job-id"]?.integerValue ?? 0)".harmless }

    private var size: String {
        String(Int64(attributes["job-k-octets"]?.integerValue ?? 0) * 1024).leftPadding(8)
    }

    /// - Parameters:
    ///   - rank: its place in the whole queue, from 0; `nil` leaves it out.
    ///   - time: the attribute that says when.
    func lines(rank: Int?, isLong: Bool, time: String) -> [String] {
        let moment = MomentText.classic(Int64(attributes[time]?.integerValue ?? 0))
        let line =
            if let rank {
                "\(String(rank).leftPadding(3)) \(name.padding(21)) \(owner.padding(13)) \(size) \(moment)"
            } else {
                "\(name.padding(23)) \(owner.padding(13)) \(size)   \(moment)"
            }
        return isLong ? [line] + more : [line]
    }

    private var more: [String] {
        var lines: [String] = []
        if let message = attributes["job-printer-state-message"]?.stringValue {
            lines.append("\tStatus: \(message.harmless)")
        }
        let reasons = attributes["job-state-reasons"]?.stringValues ?? []
        lines.append("\tAlerts: \(reasons.isEmpty ? "none" : reasons.joined(separator: " ").harmless)")
        lines.append("\tqueued for \(printer.harmless)")
        return lines
    }
}

extension String {
    /// With blanks behind, up to `width` characters: not cells, as scripts cut these lines by column.
    func padding(_ width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }

    /// With blanks before, up to `width` characters.
    func leftPadding(_ width: Int) -> String { String(repeating: " ", count: Swift.max(0, width - count)) + self }
}
