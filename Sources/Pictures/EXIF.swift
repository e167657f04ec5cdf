/// What EXIF says about how a picture is shown: the first folder of a TIFF structure (JEITA CP-3451 §4.6).
struct EXIF: Hashable {
    /// 1 to 8; 1 is upright.
    var orientation = 1
    var density: Density?

    /// Entries of a folder that are looked at; real ones have some twenty.
    private static let entriesMax = 512

    /// - Parameter tiff: from the byte order mark on. What is not understood is left at its default.
    init(tiff: ArraySlice<UInt8>) {
        let order = tiff.prefix(2)
        guard order.elementsEqual("II".utf8) || order.elementsEqual("MM".utf8) else { return }
        let window = ByteWindow(tiff, isLittleEndian: order.first == UInt8(ascii: "I"))
        guard window.uint16(at: 2) == 42, let folder = window.uint32(at: 4), let count = window.uint16(at: folder)
        else {
            return
        }
        var (x, y, unit): (Double?, Double?, Int) = (nil, nil, 2)
        for entry in 0..<min(count, Self.entriesMax) {
            let offset = folder + 2 + entry * 12
            switch window.uint16(at: offset) {
            case 0x0112: orientation = window.uint16(at: offset + 8).flatMap { (1...8).contains($0) ? $0 : nil } ?? 1
            case 0x011A: x = Self.ratio(at: offset, in: window)
            case 0x011B: y = Self.ratio(at: offset, in: window)
            case 0x0128: unit = window.uint16(at: offset + 8) ?? 2
            default: break
            }
        }
        guard let x, let y, unit == 2 || unit == 3 else { return }
        let perInch = unit == 3 ? 2.54 : 1
        density = Density(x: x * perInch, y: y * perInch)
    }

    private static func ratio(at entry: Int, in window: ByteWindow) -> Double? {
        guard window.uint16(at: entry + 2) == 5, let value = window.uint32(at: entry + 8),
            let above = window.uint32(at: value), let below = window.uint32(at: value + 4), below != 0
        else { return nil }
        return Double(above) / Double(below)
    }
}
