import Raster
import Workbench

/// The instructions, understood: what they have in words is here in the types of `Raster`.
struct RasterOrder {
    let format: RasterFormat
    /// Pages are sent as they are.
    let isRepetition: Bool
    /// Nothing here reads pages of this format: the whole is sent again.
    let isBytesOnly: Bool
    let pixels: PixelFormat?
    let sides: Sides
    let sheetBack: SheetBack
    let quality: PrintQuality?
    let resolution: Int
    let media: MediaSize?
    let mediaType: String
    let mediaSource: Int
    let sets: Int
    let pageCopies: Int

    private static let readable: [RasterFormat] = [.pwg, .urf, .cups, .pnm]
    /// More than anybody has paper for.
    private static let copiesMax = 9999

    /// Throws an internal error for what no parent of ours should ask for.
    init(_ words: RasterInstructions) throws {
        guard let from = RasterFormat(rawValue: words.from) else { throw Self.refused("format", words.from) }
        guard let format = RasterFormat(rawValue: words.to) else { throw Self.refused("format", words.to) }
        guard (1...RasterLimits.resolutionMax).contains(words.resolution) else {
            throw Self.refused("resolution", "\(words.resolution)")
        }
        guard let sides = Sides(rawValue: words.sides) else { throw Self.refused("sides", words.sides) }
        guard let sheetBack = SheetBack(rawValue: words.sheetBack) else {
            throw Self.refused("sheet back", words.sheetBack)
        }
        pixels = try words.colorSpace.map { keyword in
            guard let pixels = PixelFormat(keyword: keyword) else { throw Self.refused("color space", keyword) }
            return pixels
        }
        isRepetition = from == format && pixels == nil
        isBytesOnly = isRepetition && !Self.readable.contains(from)
        guard Self.readable.contains(from) || isBytesOnly else { throw Self.refused("format to read", words.from) }
        (self.format, self.sides, self.sheetBack, resolution) = (format, sides, sheetBack, words.resolution)
        quality = PrintQuality(rawValue: words.quality)
        media = words.media.map { MediaSize(points: $0.width, $0.height, name: $0.name) }
        mediaType = words.mediaType
        mediaSource = MediaSource.number(words.mediaSource)
        sets = min(max(words.sets, 1), Self.copiesMax)
        pageCopies = min(max(words.pageCopies, 1), Self.copiesMax)
    }

    var makesCopies: Bool { sets > 1 || pageCopies > 1 }
    /// Whether anything of the document is read twice: pages that are sent as they are, first to see that they are whole.
    var readsAgain: Bool { makesCopies || isRepetition && !isBytesOnly }

    var options: RasterFormat.Options {
        var options = RasterFormat.Options()
        options.sheetBack = sheetBack
        return options
    }

    private static func refused(_ what: String, _ value: String) -> Problem {
        Problem(.internalError, "quire-raster knows no \(what) \"\(value.prefix(40))\"")
    }
}

extension Problem {
    init(_ error: RasterError, page: Int?) {
        let reason: Reason =
            switch error.code {
            case .damaged, .truncated: .documentFormatError
            case .unsupported: .unsupportedFormat
            case .tooLarge: .documentUnprintable
            }
        let place = page.map { "page \($0): " } ?? ""
        self.init(reason, "\(place)\(error.reason)\(error.offset.map { " (byte \($0))" } ?? "")", page: page)
    }
}
