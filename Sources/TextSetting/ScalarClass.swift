/// How many cells a character takes, and whether it can be set as it comes.
enum ScalarClass {
    /// One cell, nothing to shape: Latin, Greek, Cyrillic, punctuation, lines and boxes.
    case simple
    /// One cell, and a matter for the shaper.
    case narrow
    /// One cell, from right to left.
    case rightToLeft
    /// Two cells.
    case wide
    /// No cell: belongs to the character before.
    case mark
    /// Nothing to see: left out.
    case nothing

    init(_ scalar: UInt32) {
        switch scalar {
        case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x370...0x482, 0x48A...0x52F, 0x1E00...0x1EFF: self = .simple
        case 0x00AD, 0x2010...0x2027, 0x2030...0x205E, 0x2070...0x20BF: self = .simple
        case 0x1100...0x115F: self = .wide
        // Vowels and finals of Korean syllables that are written letter by letter.
        case 0x1160...0x11FF: self = .mark
        default: self = Self.byProperties(scalar)
        }
    }

    private static func byProperties(_ scalar: UInt32) -> ScalarClass {
        if isWide(scalar) { return .wide }
        if (0x2100...0x2BFF).contains(scalar) { return .simple }
        guard let character = Unicode.Scalar(scalar), !isNoncharacter(scalar) else { return .nothing }
        switch character.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return scalar == 0xFEFF ? .nothing : .mark
        case .control, .surrogate: return .nothing
        // A vowel sign that has a width in its own right stays with its consonant all the same.
        case .spacingMark: return .mark
        case .unassigned where scalar >= 0xE0000: return .nothing
        default: return isRightToLeft(scalar) ? .rightToLeft : .narrow
        }
    }

    /// One that never stands for anything, and that cairo takes for an error (Unicode §23.7).
    static func isNoncharacter(_ scalar: UInt32) -> Bool {
        (0xFDD0...0xFDEF).contains(scalar) || scalar & 0xFFFE == 0xFFFE
    }

    static func isRightToLeft(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }

    /// Decides the direction of a line: a letter, not a digit or a sign.
    static func isLetter(_ scalar: UInt32) -> Bool {
        if scalar < 0x80 { return (0x41...0x5A).contains(scalar & 0xDF) }
        return Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
    }

    /// East Asian Wide and Fullwidth, and what is a picture by default (Unicode 15, UAX #11).
    static func isWide(_ scalar: UInt32) -> Bool {
        guard scalar >= 0x231A else { return false }
        var (low, high) = (0, wideRanges.count)
        while low < high {
            let middle = (low + high) / 2
            if wideRanges[middle].upperBound < scalar { low = middle + 1 } else { high = middle }
        }
        return low < wideRanges.count && wideRanges[low].contains(scalar)
    }

    private static let wideRanges: [ClosedRange<UInt32>] = [
        0x231A...0x231B, 0x2329...0x232A, 0x23E9...0x23EC, 0x23F0...0x23F0, 0x23F3...0x23F3, 0x25FD...0x25FE,
        0x2614...0x2615, 0x2648...0x2653, 0x267F...0x267F, 0x2693...0x2693, 0x26A1...0x26A1, 0x26AA...0x26AB,
        0x26BD...0x26BE, 0x26C4...0x26C5, 0x26CE...0x26CE, 0x26D4...0x26D4, 0x26EA...0x26EA, 0x26F2...0x26F3,
        0x26F5...0x26F5, 0x26FA...0x26FA, 0x26FD...0x26FD, 0x2705...0x2705, 0x270A...0x270B, 0x2728...0x2728,
        0x274C...0x274C, 0x274E...0x274E, 0x2753...0x2755, 0x2757...0x2757, 0x2795...0x2797, 0x27B0...0x27B0,
        0x27BF...0x27BF, 0x2B1B...0x2B1C, 0x2B50...0x2B50, 0x2B55...0x2B55, 0x2E80...0x303E, 0x3041...0x33FF,
        0x3400...0x4DBF, 0x4E00...0xA4C6, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
        0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB, 0x1F004...0x1F004,
        0x1F0CF...0x1F0CF, 0x1F18E...0x1F18E, 0x1F191...0x1F19A, 0x1F1E6...0x1F265, 0x1F300...0x1F320,
        0x1F32D...0x1F335, 0x1F337...0x1F37C, 0x1F37E...0x1F393, 0x1F3A0...0x1F3CA, 0x1F3CF...0x1F3D3,
        0x1F3E0...0x1F3F0, 0x1F3F4...0x1F3F4, 0x1F3F8...0x1F43E, 0x1F440...0x1F440, 0x1F442...0x1F4FC,
        0x1F4FF...0x1F53D, 0x1F54B...0x1F54E, 0x1F550...0x1F567, 0x1F57A...0x1F57A, 0x1F595...0x1F596,
        0x1F5A4...0x1F5A4, 0x1F5FB...0x1F64F, 0x1F680...0x1F6C5, 0x1F6CC...0x1F6CC, 0x1F6D0...0x1F6D2,
        0x1F6D5...0x1F6D7, 0x1F6DC...0x1F6DF, 0x1F6EB...0x1F6EC, 0x1F6F4...0x1F6FC, 0x1F7E0...0x1F7EB,
        0x1F7F0...0x1F7F0, 0x1F90C...0x1F93A, 0x1F93C...0x1F945, 0x1F947...0x1F9FF, 0x1FA70...0x1FAFF,
        0x20000...0x2FFFD, 0x30000...0x3FFFD,
    ]
}
