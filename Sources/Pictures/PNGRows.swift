/// Rows out of a PNG's compressed data, each with the octet of its filter before it.
final class PNGRows {
    /// Rows of one length.
    struct Run {
        let rowOctets: Int
        let rows: Int
    }

    private let inflater: Inflater
    private var row: [UInt8] = []
    private var runs: ArraySlice<Run>
    private var rowsTaken = 0

    init(_ runs: [Run]) throws {
        inflater = try Inflater()
        self.runs = runs.filter { $0.rows > 0 && $0.rowOctets > 0 }[...]
        row.reserveCapacity(1 + (runs.map(\.rowOctets).max() ?? 0))
    }

    /// Hands on the rows that `piece` completes. What comes after the last row is never inflated, however much it is.
    func add(_ piece: ArraySlice<UInt8>, take: ([UInt8]) throws -> Void) throws {
        guard !runs.isEmpty else { return }
        try inflater.inflate(piece) { bytes in
            var rest = bytes[...]
            while !rest.isEmpty, let run = runs.first {
                let part = rest.prefix(run.rowOctets + 1 - row.count)
                row.append(contentsOf: UnsafeBufferPointer(rebasing: part))
                rest = rest.dropFirst(part.count)
                guard row.count == run.rowOctets + 1 else { continue }
                guard row[0] <= 4 else { throw PictureFault(.damaged, "the PNG is damaged: a row has no filter") }
                try take(row)
                row.removeAll(keepingCapacity: true)
                rowsTaken += 1
                if rowsTaken == run.rows { (runs, rowsTaken) = (runs.dropFirst(), 0) }
            }
            return !runs.isEmpty
        }
    }

    func finish() throws {
        guard runs.isEmpty else { throw PictureFault(.damaged, "the PNG has fewer rows than it says") }
    }
}

/// Undoes the filters of rows (ISO/IEC 15948 §9).
struct PNGUnfilter {
    /// Octets from one pixel to the next, at least 1.
    private let step: Int
    private(set) var row: [UInt8]

    init(rowOctets: Int, bitsPerPixel: Int) {
        step = max(1, bitsPerPixel / 8)
        row = [UInt8](repeating: 0, count: rowOctets)
    }

    /// - Parameter filtered: the filter's octet and then as many as a row has. ``row`` is then the row itself.
    mutating func undo(_ filtered: [UInt8]) {
        guard filtered.count == row.count + 1 else { return }
        var corner = [UInt8](repeating: 0, count: step)
        for index in row.indices {
            let (above, left) = (row[index], index >= step ? row[index - step] : 0)
            let place = index % step
            let guess: UInt8
            switch filtered[0] {
            case 1: guess = left
            case 2: guess = above
            case 3: guess = UInt8((Int(left) + Int(above)) / 2)
            case 4: guess = Self.paeth(Int(left), Int(above), Int(corner[place]))
            default: guess = 0
            }
            corner[place] = above
            row[index] = filtered[index + 1] &+ guess
        }
    }

    private static func paeth(_ left: Int, _ above: Int, _ corner: Int) -> UInt8 {
        let guess = left + above - corner
        let (a, b, c) = (abs(guess - left), abs(guess - above), abs(guess - corner))
        return UInt8(a <= b && a <= c ? left : b <= c ? above : corner)
    }
}
