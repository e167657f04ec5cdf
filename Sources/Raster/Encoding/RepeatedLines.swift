/// Finds lines that are like the one before, across the borders of bands as well.
///
/// Only the last line of a band is copied; what is in the band is compared and handed on where it lies.
final class RepeatedLines {
    /// Takes a line and how often it comes, 1 to 256.
    typealias Take = (UnsafePointer<UInt8>, Int) throws -> Void

    private let octets: Int
    private let pending: UnsafeMutablePointer<UInt8>
    /// How often the pending line came already; 0 when there is none.
    private var pendingCount = 0

    static let countMax = 256

    init(octetsPerLine: Int) {
        octets = octetsPerLine
        pending = .allocate(capacity: max(1, octetsPerLine))
    }

    deinit { pending.deallocate() }

    func add(_ lines: UnsafePointer<UInt8>, count: Int, _ take: Take) throws {
        var line = try continuePending(lines, count, take)
        while line < count {
            let start = lines + line * octets
            var next = line + 1
            while next < count, next - line < Self.countMax,
                EqualBytes.areEqual(start, lines + next * octets, count: octets)
            {
                next += 1
            }
            if next == count, next - line < Self.countMax {
                pending.update(from: start, count: octets)
                pendingCount = next - line
            } else {
                try take(start, next - line)
            }
            line = next
        }
    }

    /// The first line that is not the pending one.
    private func continuePending(_ lines: UnsafePointer<UInt8>, _ count: Int, _ take: Take) throws -> Int {
        var line = 0
        while pendingCount > 0, line < count {
            guard EqualBytes.areEqual(pending, lines + line * octets, count: octets) else {
                try finish(take)
                break
            }
            pendingCount += 1
            line += 1
            if pendingCount == Self.countMax { try finish(take) }
        }
        return line
    }

    func finish(_ take: Take) throws {
        guard pendingCount > 0 else { return }
        let count = pendingCount
        pendingCount = 0
        try take(pending, count)
    }
}
