/// Text from outside as part of a file name: somebody's job name must not choose where, or what, the file is.
enum SafeName {
    /// Of one value. A name may have 255 octets; this leaves room for a job number and more.
    static let octetsMax = 200

    /// Slashes, control characters and the characters that turn the direction of writing become `_`; so does a dot or
    /// a dash in front, which would hide the file or make it look like an option. Never empty, `.` or `..`.
    static func make(_ text: String, octetsMax: Int = octetsMax) -> String {
        let safe = String(String.UnicodeScalarView(text.unicodeScalars.map(safe)))
        var name = ""
        var octets = 0
        for character in safe {
            let next = name.isEmpty && (character == "." || character == "-") ? "_" : character
            octets += next.utf8.count
            guard octets <= octetsMax else { break }
            name.append(next)
        }
        while name.last == " " { name.removeLast() }
        return name.isEmpty ? "untitled" : name
    }

    private static func safe(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar {
        case "/", "\\": "_"
        case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": "_"
        // Line and paragraph ends, and overrides of the direction ("report\u{202E}fdp.exe").
        case "\u{2028}"..."\u{202E}", "\u{2066}"..."\u{2069}", "\u{200E}", "\u{200F}", "\u{FEFF}": "_"
        default: scalar
        }
    }
}
