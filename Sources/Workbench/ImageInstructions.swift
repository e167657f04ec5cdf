/// What `quire-image` is to make of a picture: a PDF with a page of the picture's natural size, or of a sheet.
public struct ImageInstructions: Codable, Hashable, Sendable {
    /// The sheet it is placed on; `nil` makes the page as large as the picture.
    public var media: SheetSize?
    /// "print-scaling": auto, auto-fit, fill, fit, none. Of a sheet.
    public var scaling = "auto"
    /// Dots an inch ("ppi", "natural size"); `nil` for what the picture says of itself, else 128 as CUPS.
    public var pixelsPerInch: Int?
    /// 3 portrait, 4 landscape, 5 reverse landscape, 6 reverse portrait; `nil` turns it as it fits best.
    public var orientation: Int?
    /// For the document's metadata.
    public var title = ""

    public init() {}
}
