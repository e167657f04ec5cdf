import PrintModel

/// The last lines of the log, so that those who are told of one do not each read it.
struct RecentEvents {
    /// Some 300 octets each.
    private static let linesMax = 8192

    private var lines: [LoggedEvent] = []
    private var start = 0

    mutating func append(_ event: LoggedEvent) {
        lines.append(event)
        if lines.count - start > Self.linesMax { start += 1 }
        if start > Self.linesMax {
            lines.removeFirst(start)
            start = 0
        }
    }

    mutating func removeAll() { (lines, start) = ([], 0) }

    /// The line with that number, if it is one of the last.
    subscript(sequence: Int64) -> LoggedEvent? {
        var (low, high) = (start, lines.count)
        while low < high {
            let middle = low + (high - low) / 2
            if lines[middle].sequence < sequence { low = middle + 1 } else { high = middle }
        }
        guard low < lines.count, lines[low].sequence == sequence else { return nil }
        return lines[low]
    }

    func behind(_ sequence: Int64) -> [LoggedEvent] {
        Array(lines[start...].reversed().prefix { $0.sequence > sequence }.reversed())
    }
}
