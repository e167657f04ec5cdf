/// What Windows and vendor drivers put before a document: "universal exit" and lines of PJL.
///
///     ESC%-12345X@PJL JOB NAME="report"
///     @PJL SET DUPLEX=ON
///     @PJL ENTER LANGUAGE=PDF
///     %PDF-1.7 …
///
/// (HP, Printer Job Language Technical Reference Manual, chapters 2 and 4.)
struct PJLHeader: Hashable, Sendable {
    /// What follows; empty when the header is longer than the head.
    let rest: Head
    /// The type of the language in ENTER LANGUAGE, or of PJL alone.
    let format: String

    private static let exit = "\u{1B}%-12345X"

    /// `nil` when `head` does not begin with one.
    init?(_ head: Head) {
        var rest = head.dropping { $0 == 0x04 || $0 == 0x00 }
        guard rest.has(Self.exit) || rest.has("@PJL") else { return nil }
        var language: String?
        while true {
            if rest.has(Self.exit) {
                rest = rest.dropping(Self.exit.count)
            } else if rest.has("@PJL") {
                let line = rest.bytes.prefix { $0 != 0x0A }
                language = Self.language(in: line) ?? language
                rest = rest.dropping(line.count + 1)
                if language != nil { break }
            } else if rest.byte(0) == 0x0D || rest.byte(0) == 0x0A {
                rest = rest.dropping(1)
            } else {
                break
            }
        }
        self.rest = rest
        format = language.flatMap { Self.formats[$0] } ?? SniffRule.raw
    }

    /// The word after `ENTER LANGUAGE =`, in capitals.
    private static func language(in line: ArraySlice<UInt8>) -> String? {
        let words = String(decoding: line, as: UTF8.self).uppercased()
            .split { $0 == " " || $0 == "=" || $0 == "\t" || $0 == "\r" }
        guard words.count >= 4, words[1] == "ENTER", words[2] == "LANGUAGE" else { return nil }
        return String(words[3])
    }

    private static let formats = [
        "PDF": "application/pdf", "DIRECTPDF": "application/pdf", "PCLM": "application/PCLm",
        "POSTSCRIPT": "application/postscript", "PS": "application/postscript",
        "PCL": "application/vnd.hp-pcl", "PCL5": "application/vnd.hp-pcl", "PCL5C": "application/vnd.hp-pcl",
        "PCLXL": "application/vnd.hp-pclxl", "PCL6": "application/vnd.hp-pclxl",
        "HPGL2": "application/vnd.hp-hpgl", "HPGL": "application/vnd.hp-hpgl", "URF": "image/urf",
        "PWGRASTER": "image/pwg-raster", "JPEG": "image/jpeg", "TIFF": "image/tiff", "XPS": "application/oxps",
    ]
}
