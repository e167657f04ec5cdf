import IPP
import PrintModel

/// "urf-supported": what of Apple raster is taken, in Apple's short words, as AirPrint's devices say it.
///
/// | word | says |
/// |---|---|
/// | V1.4, CP1 | the version; copies are asked for by attribute, not by raster |
/// | W8, SRGB24 | eight bits of grey; 24 of sRGB |
/// | RS300-600 | dots an inch |
/// | IS, MT, OB | trays, types and bins by their numbers in the raster's header |
/// | PQ3-4-5, FN3-20 | enums of "print-quality" and "finishings" |
/// | DM1 … DM4 | two sides, with backs normal, flipped, rotated, or turned by hand |
enum AppleRasterWords {
    static func all(of facts: PrinterFacts) -> [String] {
        let device = facts.capabilities
        var words = ["V1.4", "CP1", "W8"]
        if device.hasColor { words.append("SRGB24") }
        func list(_ word: String, _ numbers: [Int]) {
            guard !numbers.isEmpty else { return }
            var seen: Set<Int> = []
            words.append(word + numbers.filter { seen.insert($0).inserted }.map { String($0) }.joined(separator: "-"))
        }
        func template(_ name: String) -> [Int] {
            (facts.template[name]?.supported ?? []).compactMap { $0.integerValue.map(Int.init) }
        }
        list("RS", device.resolutions.isEmpty ? [300] : device.resolutions.sorted())
        list("IS", facts.media.trays.compactMap { position($0.source) })
        list("MT", facts.media.types.compactMap { types.firstIndex(of: $0) })
        list("OB", device.outputBins.compactMap { bins.firstIndex(of: $0.bin) })
        list("PQ", template("print-quality"))
        list("FN", template("finishings"))
        if device.hasDuplex {
            let backs = ["normal": 1, "flipped": 2, "rotated": 3, "manual-tumble": 4]
            list("DM", [backs[facts.sheetBack(of: "image/urf")] ?? 1])
        }
        return words
    }

    /// By "MediaPosition" of the raster's header (PWG 5102.4 §4.3.1.5); `auto`, which is 0, is always there.
    private static func position(_ source: String) -> Int? {
        if let number = sources.firstIndex(of: source) { return number + 1 }
        guard source.hasPrefix("tray-"), let number = Int(source.dropFirst(5)), (1...20).contains(number) else {
            return nil
        }
        return number + 19
    }

    private static let sources = [
        "main", "alternate", "large-capacity", "manual", "envelope", "disc", "photo", "hagaki", "main-roll",
        "alternate-roll", "top", "middle", "bottom", "side", "left", "right", "center", "rear", "by-pass-tray",
    ]

    private static let types = [
        "auto", "stationery", "transparency", "envelope", "cardstock", "labels", "stationery-letterhead", "disc",
        "photographic-matte", "photographic-satin", "photographic-semi-gloss", "photographic-glossy",
        "photographic-high-gloss", "other",
    ]

    private static let bins = [
        "auto", "top", "middle", "bottom", "side", "left", "right", "center", "rear", "face-up", "face-down",
        "large-capacity",
    ]
}
