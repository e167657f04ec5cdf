/// Swift's way of writing a keyword: `job-id` is `jobID`.
enum SwiftName {
    static func lower(_ keyword: String) -> String {
        let words = words(of: keyword)
        guard let first = words.first else { return "" }
        let name = first.lowercased() + words.dropFirst().map(capitalised).joined()
        if name == "none" { return "nothing" }  // `.none` of an optional would be nil.
        return reserved.contains(name) ? "`\(name)`" : name.first?.isNumber == true ? "_" + name : name
    }

    static func upper(_ keyword: String) -> String { words(of: keyword).map(capitalised).joined() }

    private static func words(of keyword: String) -> [String] {
        keyword.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }

    private static func capitalised(_ word: String) -> String {
        if let acronym = acronyms[word.lowercased()] { return acronym }
        return word.prefix(1).uppercased() + word.dropFirst()
    }

    private static let acronyms = Dictionary(
        uniqueKeysWithValues: [
            "ID", "IDs", "URI", "URIs", "URL", "UUID", "UUIDs", "PDF", "PDL", "IPP", "DNS", "SD", "TLS", "OAuth",
            "WiFi",
            "SSID", "PIN", "XRI", "HTTP", "SNMP", "PCLm", "PWG", "X509", "PKCS7", "JPEG", "EXIF", "CUPS", "IO", "USB",
        ].map { ($0.lowercased(), $0) })

    private static let reserved: Set = [
        "default", "import", "operator", "in", "is", "as", "do", "for", "repeat", "self",
    ]
}
