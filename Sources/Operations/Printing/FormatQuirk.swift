/// Words of clients for a document that differ from what it is found to be and are right all the same, or do no harm.
enum FormatQuirk {
    /// Without parameters such as "; charset=utf-8", in lower case, and by IANA's name where an older one is used.
    static func canonical(_ format: String) -> String {
        let type = format.prefix { $0 != ";" }.lowercased()
        return older[type] ?? type
    }

    private static let older = [
        "application/x-postscript": "application/postscript", "application/x-pdf": "application/pdf",
        "image/jpg": "image/jpeg", "image/pjpeg": "image/jpeg", "image/x-png": "image/png",
    ]

    /// Whether a document that was found to be `found` may be printed as what its sender called it.
    static func allows(_ supplied: String, for found: String) -> Bool {
        switch (supplied, found) {
        // Everything that is written can be printed as it is written: `lp -o document-format=text/plain page.html`.
        case ("text/plain", let found):
            found.hasPrefix("text/") || writings.contains(found)
        // A PDF that is PCLm as well (Mopria), and drivers' PCL of which only the escapes are seen.
        case ("application/pdf", "application/pclm"), ("application/pdf", "application/PCLm"),
            ("application/vnd.hp-pcl", "application/vnd.cups-raw"), ("application/vnd.cups-raw", _):
            true
        default: false
        }
    }

    private static let writings: Set<String> = [
        "application/postscript", "image/svg+xml", "application/rtf", "application/vnd.zebra-zpl",
    ]
}
