/// What a page says of paper and copies.
struct PCLMedia {
    let setUp: String
    let isA4Wide: Bool

    init(_ page: RasterPage) {
        let sides = page.sides.isTwoSided ? page.sides.isTumble ? 2 : 1 : 0
        let size = Self.number(page.media)
        isA4Wide = size == 26
        let source = Self.source(page.mediaSource).map { "\u{1B}&l\($0)H" } ?? ""
        // Copies, sides, source, size, upright, no margin at the top, no skip at the perforation; dots as the unit.
        setUp =
            "\u{1B}&l\(max(1, min(page.copies, 32_767)))X\u{1B}&l\(sides)S\(source)"
            + (size.map { "\u{1B}&l\($0)A" } ?? "") + "\u{1B}&l0o0l0E\u{1B}&u\(page.resolution.crossFeed)D"
    }

    /// Hundredths of a millimetre and the number of ESC &l#A; within a millimetre of one of these is that one.
    private static let sizes: [(width: Int, height: Int, number: Int)] = [
        (21_000, 29_700, 26), (21_590, 27_940, 2), (21_590, 35_560, 3), (18_415, 26_670, 1), (27_940, 43_180, 6),
        (14_800, 21_000, 25), (29_700, 42_000, 27), (10_500, 14_800, 24), (18_200, 25_700, 45), (25_700, 36_400, 46),
        (10_000, 14_800, 71), (9_843, 19_050, 80), (10_478, 24_130, 81), (11_000, 22_000, 90), (16_200, 22_900, 91),
        (17_600, 25_000, 100), (13_970, 21_590, 15),
    ]

    private static func number(_ media: MediaSize) -> Int? {
        sizes.first { abs($0.width - media.width) <= 100 && abs($0.height - media.height) <= 100 }?.number
    }

    /// ESC &l#H by the numbers of ``MediaSource``.
    private static func source(_ number: Int) -> Int? {
        switch number {
        case 1, 11, 20: 1
        case 3: 5
        case 4, 19: 2
        case 5: 6
        case 13, 21: 4
        case 22: 5
        default: nil
        }
    }
}
