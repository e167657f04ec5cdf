/// How light a colour is, of samples with the curve of sRGB: 0.30 red, 0.59 green, 0.11 blue as PDF has it
/// (ISO 32000-1 §10.3.2), in 256ths 77, 150 and 29, rounded to the nearest. Grey stays exactly what it was.
enum Luma {
    @inline(__always)
    static func value(red: UInt32, green: UInt32, blue: UInt32) -> UInt32 {
        (red &* 77 &+ green &* 150 &+ blue &* 29 &+ 128) >> 8
    }
}
