/// The numbers of Apple raster.
enum URFWords {
    static let headerOctets = 32
    /// 2 is CIELab, which nothing here makes.
    static let colorSpaces: [ColorSpace?] = [.sgray, .srgb, nil, .adobeRGB, .luminance, .rgb, .cmyk]
    static let mediaTypes = [
        "auto", "stationery", "transparency", "envelope", "cardstock", "labels", "stationery-letterhead", "disc",
        "photographic-matte", "photographic-satin", "photographic-semi-gloss", "photographic-glossy",
        "photographic-high-gloss", "other",
    ]
}
