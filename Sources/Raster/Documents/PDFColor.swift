/// How pixels are called in PDF.
enum PDFColor {
    /// - Returns: the entries of an image's dictionary; `nil` when PDF has no such pixels by itself.
    static func entries(_ format: PixelFormat) -> String? {
        guard let (space, isInverted) = space(format.colorSpace) else { return nil }
        let decode = isInverted ? " /Decode [1 0]" : ""
        return "/ColorSpace /\(space) /BitsPerComponent \(format.bitsPerSample)\(decode)"
    }

    private static func space(_ space: ColorSpace) -> (name: String, isInverted: Bool)? {
        switch space {
        case .sgray, .luminance: ("DeviceGray", false)
        case .black: ("DeviceGray", true)
        case .srgb, .rgb: ("DeviceRGB", false)
        case .cmyk: ("DeviceCMYK", false)
        case .adobeRGB, .cmy, .device: nil
        }
    }

    /// Points with at most four digits behind the dot, without an exponent.
    static func number(_ value: Double) -> String {
        let parts = Int(value * 10_000 + 0.5)
        let rest = String(parts % 10_000 + 10_000).dropFirst()
        let digits = String(rest.reversed().drop { $0 == "0" }.reversed())
        return digits.isEmpty ? "\(parts / 10_000)" : "\(parts / 10_000).\(digits)"
    }
}
