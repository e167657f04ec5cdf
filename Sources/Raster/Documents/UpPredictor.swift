/// PNG's filter 2 (PNG §9.2): a 2, then the line less the one above it.
final class UpPredictor {
    private let octets: Int
    private let above: UnsafeMutablePointer<UInt8>
    private let line: UnsafeMutablePointer<UInt8>

    init(octetsPerLine: Int) {
        octets = octetsPerLine
        above = .allocate(capacity: octets)
        above.initialize(repeating: 0, count: octets)
        line = .allocate(capacity: octets + 1)
        line[0] = 2
    }

    deinit {
        above.deallocate()
        line.deallocate()
    }

    func add(
        _ lines: UnsafePointer<UInt8>, count: Int, _ take: (UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
        for index in 0..<count {
            let from = lines + index * octets
            let over = index == 0 ? UnsafePointer(above) : from - octets
            for at in 0..<octets { line[at + 1] = from[at] &- over[at] }
            try take(UnsafeRawBufferPointer(start: line, count: octets + 1))
        }
        if count > 0 { above.update(from: lines + (count - 1) * octets, count: octets) }
    }
}
