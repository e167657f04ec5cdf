extension RasterFormat {
    /// The pixels of this format that lose least of `format`: itself where it can be written.
    public func nearest(to format: PixelFormat) -> PixelFormat {
        let space = format.colorSpace
        switch self {
        case .pwg, .cups: return format
        case .pcl: return .black1
        case .urf:
            if URFWords.colorSpaces.contains(space), format.bitsPerSample >= 8 { return format }
        case .pclm:
            if format.bitsPerSample == 8, [.sgray, .luminance, .srgb, .rgb].contains(space) { return format }
        case .pdf:
            if PDFColor.entries(format) != nil { return format }
        case .pnm:
            if format == .black1 { return format }
            if format.bitsPerSample >= 8, [.sgray, .luminance, .srgb, .rgb].contains(space) { return format }
        }
        return space.samples == 1 ? .sgray8 : .srgb8
    }
}
