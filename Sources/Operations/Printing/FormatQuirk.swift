/// Words of clients for a document that differ from what it is found to be and are right all the same, or do no harm.
enum FormatQuirk {
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
        // Names that were in use before IANA's.
        case ("application/x-postscript", "application/postscript"), ("image/jpg", "image/jpeg"),
            ("image/pjpeg", "image/jpeg"), ("image/x-png", "image/png"), ("application/x-pdf", "application/pdf"):
            true
        default: false
        }
    }

    private static let writings: Set<String> = [
        "application/postscript", "image/svg+xml", "application/rtf", "application/vnd.zebra-zpl",
    ]
}
