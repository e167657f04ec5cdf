extension PageLayout {
    /// All lines of a white page.
    func writeBlankLines(_ sink: ByteSink) throws {
        let white: UInt8 = page.format.colorSpace.isAdditive ? 0xFF : 0
        let line = isCompressed ? compressedWhite(white) : [UInt8](repeating: white, count: rawOctets)
        let linesAtOnce = isCompressed ? RepeatedLines.countMax : 1
        for first in stride(from: 0, to: page.height, by: linesAtOnce) {
            let count = min(linesAtOnce, page.height - first)
            if isCompressed { try [UInt8(truncatingIfNeeded: count - 1)].withUnsafeBytes { try sink($0) } }
            try line.withUnsafeBytes { try sink($0) }
        }
    }

    /// A line of repetitions, 128 pixels at most (``LineCompression``).
    private func compressedWhite(_ white: UInt8) -> [UInt8] {
        let pixel = [UInt8](repeating: white, count: unit)
        return stride(from: 0, to: rawOctets / unit, by: 128).flatMap { first in
            [UInt8(truncatingIfNeeded: min(128, rawOctets / unit - first) - 1)] + pixel
        }
    }
}
