public import Workbench

/// Where a picture lies on its page, in points with y upwards.
public struct Placement: Hashable, Sendable {
    public private(set) var pageWidth: Double
    public private(set) var pageHeight: Double
    /// From the unit square of the stored picture to the page.
    public private(set) var matrix: Affine

    /// What PDF readers take for a page's side (ISO 32000-1 §C.2).
    private static let sideMax = 14400.0
    private static let sideMin = 3.0
    /// Of a picture that does not say, as CUPS assumes.
    private static let pixelsPerInch = 128

    public init(_ picture: Picture, by instructions: ImageInstructions) {
        let density = instructions.pixelsPerInch.map { Density($0) } ?? picture.density ?? Density(Self.pixelsPerInch)
        let stored = (Double(picture.width) / density.x * 72, Double(picture.height) / density.y * 72)
        let natural = picture.orientation >= 5 ? Size(stored.1, stored.0) : Size(stored.0, stored.1)
        let asked: Int? =
            switch instructions.orientation {
            case 3: 0
            case 4: 1
            case 5: 3
            case 6: 2
            default: nil
            }
        let box: Box
        if let media = instructions.media {
            (pageWidth, pageHeight) = (max(1, media.width), max(1, media.height))
            box = Self.best(of: asked.map { [$0] } ?? [0, 1], natural, on: media, instructions)
        } else {
            box = Self.natural(natural, quarters: asked ?? 0)
            (pageWidth, pageHeight) = (box.size.width, box.size.height)
        }
        matrix = Affine.showing(orientation: picture.orientation).then(.turning(quarters: box.quarters))
            .then(Affine(box.size.width, 0, 0, box.size.height, box.x, box.y))
    }

    private struct Size {
        var width, height: Double

        init(_ width: Double, _ height: Double) { (self.width, self.height) = (width, height) }
        func turned(_ quarters: Int) -> Size { quarters & 1 == 1 ? Size(height, width) : self }
        func scaled(_ factor: Double) -> Size { Size(width * factor, height * factor) }
        /// The largest factor with which this goes into `other`, and the smallest with which it covers it.
        func fit(_ other: Size) -> Double { min(other.width / width, other.height / height) }
        func fill(_ other: Size) -> Double { max(other.width / width, other.height / height) }
    }

    private struct Box {
        var x = 0.0
        var y = 0.0
        var size: Size
        var quarters: Int
        /// How much of the sheet the picture covers, or with `fill` how much of the picture is on the sheet.
        var merit = 0.0
    }

    private static func natural(_ size: Size, quarters: Int) -> Box {
        let turned = size.turned(quarters)
        let factor = min(1, turned.fit(Size(sideMax, sideMax)))
        let box = Size(max(sideMin, turned.width * factor), max(sideMin, turned.height * factor))
        return Box(size: box, quarters: quarters)
    }

    /// Of two equal ones the first: a picture is not turned for nothing.
    private static func best(
        of quarters: [Int], _ natural: Size, on media: SheetSize, _ instructions: ImageInstructions
    ) -> Box {
        let boxes = quarters.map { place(natural, quarters: $0, on: media, instructions) }
        return boxes.dropFirst().reduce(boxes[0]) { $1.merit > $0.merit * 1.001 ? $1 : $0 }
    }

    private static func place(
        _ natural: Size, quarters: Int, on media: SheetSize, _ instructions: ImageInstructions
    ) -> Box {
        let turned = natural.turned(quarters)
        let sheet = Size(max(1, media.width), max(1, media.height))
        let room = Size(
            max(1, media.width - media.left - media.right), max(1, media.height - media.bottom - media.top))
        let isFill = instructions.scaling == "fill"
        let factor: Double =
            switch instructions.scaling {
            case "none": 1
            case "fill": turned.fill(sheet)
            case "auto-fit": min(1, turned.fit(room))
            // Pixels have no size that must be kept, unless somebody said how many go into an inch.
            case "auto" where instructions.pixelsPerInch != nil: min(1, turned.fit(room))
            default: turned.fit(room)
            }
        let size = turned.scaled(factor)
        let middle =
            isFill
            ? Size(sheet.width / 2, sheet.height / 2)
            : Size(media.left + room.width / 2, media.bottom + room.height / 2)
        let seen = min(size.width, sheet.width) * min(size.height, sheet.height)
        return Box(
            x: middle.width - size.width / 2, y: middle.height - size.height / 2, size: size, quarters: quarters,
            merit: isFill ? seen / (size.width * size.height) : seen)
    }
}
