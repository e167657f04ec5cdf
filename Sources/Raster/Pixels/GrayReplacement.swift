/// Inks from light, without a profile: black replaces what cyan, magenta and yellow have in common, all of it, so that
/// text is black alone and grey has no cast.
enum GrayReplacement {
    /// - Returns: cyan lowest, black highest, as they lie in memory.
    @inline(__always)
    static func cmyk(cyan: UInt32, magenta: UInt32, yellow: UInt32) -> UInt32 {
        let black = min(cyan, min(magenta, yellow))
        return (cyan &- black) | (magenta &- black) << 8 | (yellow &- black) << 16 | black << 24
    }
}
