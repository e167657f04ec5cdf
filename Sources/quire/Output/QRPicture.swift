import CQREncode

/// A QR code (ISO/IEC 18004) for a terminal: two modules a character, one above the other, light ones drawn.
struct QRPicture: Hashable, Sendable {
    /// Whether each module is dark, row by row.
    let rows: [[Bool]]

    /// Light modules around it. The standard wants four; readers do with two, which fit on more terminals.
    private static let quietZone = 2

    init(rows: [[Bool]]) { self.rows = rows }

    /// - Returns: `nil` where there is too much to say: 2,331 octets at this level, which restores 15 % of it.
    init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard width > 0, let data = code.pointee.data else { return nil }
        // The lowest bit of each octet is the module (qrencode.h).
        rows = (0..<width).map { row in (0..<width).map { column in data[row * width + column] & 1 == 1 } }
    }

    /// With colours of their own where the terminal has any, so that it is read on light ones, too.
    func lines(isColored: Bool) -> [String] {
        let zone = Self.quietZone
        let blank = [Bool](repeating: false, count: rows.count + 2 * zone)
        let side = [Bool](repeating: false, count: zone)
        var all = [[Bool]](repeating: blank, count: zone) + rows.map { side + $0 + side }
        all += [[Bool]](repeating: blank, count: zone + (all.count + zone) % 2)
        return stride(from: 0, to: all.count - 1, by: 2).map { row in
            let line = zip(all[row], all[row + 1]).map { top, bottom in
                switch (top, bottom) {
                case (false, false): "█"
                case (false, true): "▀"
                case (true, false): "▄"
                case (true, true): " "
                }
            }.joined()
            return isColored ? "\u{1B}[97;40m\(line)\u{1B}[0m" : line
        }
    }
}
