/// Whether an ICC profile may go into a PDF (ICC.1:2010 §7.2).
enum ICCProfile {
    /// The profile cut to its length; `nil` where it is damaged, of other colours than the picture, or says no more than
    /// the renderer assumes anyway: every one takes plain RGB for sRGB, and is faster without the profile.
    static func usable(_ bytes: [UInt8], for colors: Picture.Colors) -> [UInt8]? {
        let window = ByteWindow(bytes[...])
        guard let size = window.uint32(at: 0), size >= 132, size <= bytes.count, window.hasText("acsp", at: 36),
            ["mntr", "scnr", "prtr", "spac"].contains(where: { window.hasText($0, at: 12) }),
            window.hasText(space(of: colors), at: 16), window.hasText("XYZ ", at: 20) || window.hasText("Lab ", at: 20)
        else { return nil }
        let profile = Array(bytes.prefix(size))
        return colors == .rgb && isSRGB(profile) ? nil : profile
    }

    private static func space(of colors: Picture.Colors) -> StaticString {
        switch colors {
        case .gray: "GRAY"
        case .rgb: "RGB "
        case .cmyk: "CMYK"
        }
    }

    /// By its description, which names what it is: "sRGB IEC61966-2.1", "sRGB built-in", as text or as UTF-16.
    private static func isSRGB(_ profile: [UInt8]) -> Bool {
        let window = ByteWindow(profile[...])
        guard let count = window.uint32(at: 128) else { return false }
        for entry in 0..<min(count, 100) where window.hasText("desc", at: 132 + entry * 12) {
            guard let start = window.uint32(at: 136 + entry * 12), let size = window.uint32(at: 140 + entry * 12) else {
                return false
            }
            let letters = profile.dropFirst(start).prefix(min(size, 200)).filter { $0 != 0 }
            return String(decoding: letters, as: Unicode.ASCII.self).contains("sRGB")
        }
        return false
    }
}
