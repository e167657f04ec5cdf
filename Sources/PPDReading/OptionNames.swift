/// What IPP calls the choices of a PPD (PWG 5100.3, 5100.7, 5101.1), and which options of PPDs an attribute is about.
public enum OptionNames {
    /// Options that mean the same at different vendors, the usual name first.
    public static let keywords: [String: [String]] = [
        "media-source": ["InputSlot", "HPPaperSource", "CNTraySelection", "JCLInputSlot"],
        "media-type": ["MediaType"],
        "output-bin": ["OutputBin", "PO_OutputBin"],
        "sides": ["Duplex", "JCLDuplex", "EFDuplex", "EFDuplexing", "KD03Duplex", "ARDuplex", "KMDuplex"],
        "print-color-mode": [
            "ColorModel", "ColorMode", "HPColorMode", "BRMonoColor", "CNColorMode", "CNGrayscale", "ARCMode",
            "RPSPrintColorMode", "SelectColor", "XRXColor", "XROutputColor", "OKControl", "SRColorMode", "MCColorMode",
            "EFColorMode", "KMColorMode", "Color", "HPColorAsGray", "JCLColorMode",
        ],
        "print-quality": ["cupsPrintQuality", "OutputMode", "PrintQuality", "HPPrintQuality", "Quality"],
        "printer-resolution": ["Resolution", "SetResolution", "JCLResolution", "CNRes_PGP"],
        "multiple-document-handling": ["Collate"],
        "page-delivery": ["OutputOrder"],
        "mirror": ["MirrorPrint"],
    ]

    /// The attribute that an option is chosen by.
    public static func attribute(of keyword: String) -> String? {
        if keyword == "PageSize" || keyword == "PageRegion" { return "media" }
        return keywords.first { $0.value.contains(keyword) }?.key
    }

    /// The IPP keyword of a choice; `nil` where there is none.
    public static func name(of choice: String, text: String = "", for attribute: String) -> String? {
        let folded = choice.lowercased()
        switch attribute {
        case "sides": return side(of: folded)
        case "print-color-mode": return colorMode(of: folded)
        case "print-quality": return quality(of: folded).map { String($0) }
        case "media-source": return known(folded, in: sources) ?? hyphenated(choice)
        case "media-type": return known(folded, in: types) ?? hyphenated(choice)
        case "output-bin": return known(folded, in: bins) ?? hyphenated(choice)
        case "multiple-document-handling":
            if folded == "true" { return "separate-documents-collated-copies" }
            return folded == "false" ? "separate-documents-uncollated-copies" : nil
        case "page-delivery":
            if folded == "normal" { return "same-order-face-down" }
            return folded == "reverse" ? "reverse-order-face-up" : nil
        case "mirror": return folded == "true" || folded == "false" ? folded : nil
        case "printer-resolution": return resolution(choice).map { "\($0.x)x\($0.y)dpi" }
        default: return nil
        }
    }

    /// `600dpi`, `600x300dpi`; `nil` for anything else.
    public static func resolution(_ choice: String) -> (x: Int, y: Int)? {
        let folded = choice.lowercased()
        guard folded.hasSuffix("dpi") else { return nil }
        let parts = folded.dropLast(3).split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard (1...2).contains(parts.count), let x = parts[0], let y = parts.count == 2 ? parts[1] : x,
            (30...9600).contains(x), (30...9600).contains(y)
        else { return nil }
        return (x, y)
    }

    private static func side(of choice: String) -> String? {
        switch choice {
        case "none", "false", "off", "simplex", "singlesided", "1sided": "one-sided"
        case "duplexnotumble", "longedge", "true", "on", "duplexlong", "top", "dupboth", "2sidedlongedge", "left",
            "long-edge":
            "two-sided-long-edge"
        case "duplextumble", "shortedge", "duplexshort", "bottom", "2sidedshortedge", "tumble", "short-edge":
            "two-sided-short-edge"
        default: nil
        }
    }

    private static func colorMode(of choice: String) -> String? {
        switch choice {
        case "gray", "grey", "grayscale", "greyscale", "fastgray", "kgray", "black", "blackonly", "mono", "monochrome",
            "blackandwhite", "bw", "grayscaleon", "k", "devicegray", "blackwhite":
            "monochrome"
        case "rgb", "cmyk", "cmy", "color", "colour", "colorful", "on", "fullcolor", "devicergb", "devicecmyk", "srgb",
            "adobergb", "rgb16", "cmykimage", "colorsmart", "cmykcolor":
            "color"
        case "auto", "automatic", "autocolor", "autodetect": "auto"
        default: nil
        }
    }

    private static func quality(of choice: String) -> Int? {
        switch choice {
        case "draft", "fast", "economy", "fastdraft", "toner_save", "low": 3
        case "normal", "standard", "default", "text", "everyday", "medium": 4
        case "high", "best", "photo", "fine", "presentation", "maximum": 5
        default: nil
        }
    }

    private static let sources = [
        "auto": "auto", "default": "auto", "autoselect": "auto", "automatic": "auto", "automaticallyselect": "auto",
        "cassette": "main", "main": "main", "standard": "main", "manual": "manual", "manualfeed": "manual",
        "multipurpose": "by-pass-tray", "mp": "by-pass-tray", "mptray": "by-pass-tray", "bypass": "by-pass-tray",
        "multipurposetray": "by-pass-tray", "bypasstray": "by-pass-tray", "envelope": "envelope",
        "envelopefeeder": "envelope", "largecapacity": "large-capacity", "lct": "large-capacity", "lower": "bottom",
        "bottom": "bottom", "middle": "middle", "center": "center", "upper": "top", "top": "top", "side": "side",
        "rear": "rear", "photo": "photo", "phototray": "photo", "roll": "main-roll", "rollfeed": "main-roll",
        "disc": "disc", "tray1": "tray-1", "tray2": "tray-2", "tray3": "tray-3", "tray4": "tray-4", "tray5": "tray-5",
        "tray6": "tray-6",
    ]

    private static let types = [
        "auto": "auto", "any": "auto", "plain": "stationery", "plainpaper": "stationery", "stationery": "stationery",
        "card": "cardstock", "cardstock": "cardstock", "envelope": "envelope", "env": "envelope",
        "transparency": "transparency", "transparent": "transparency", "ohp": "transparency", "labels": "labels",
        "label": "labels", "glossy": "photographic-glossy", "gloss": "photographic-glossy",
        "photo": "photographic", "matte": "photographic-matte", "coated": "stationery-coated",
        "inkjet": "stationery-inkjet", "letterhead": "stationery-letterhead", "preprinted": "stationery-preprinted",
        "prepunched": "stationery-prepunched", "recycled": "stationery-recycled", "heavy": "stationery-heavyweight",
        "thick": "stationery-heavyweight", "heavyweight": "stationery-heavyweight",
        "light": "stationery-lightweight", "thin": "stationery-lightweight", "bond": "stationery-bond",
        "colored": "stationery-colored", "rough": "stationery-rough",
    ]

    private static let bins = [
        "auto": "auto", "default": "auto", "standard": "auto", "upper": "top", "top": "top", "lower": "bottom",
        "bottom": "bottom", "middle": "middle", "left": "left", "right": "right", "rear": "rear", "side": "side",
        "center": "center", "faceup": "face-up", "facedown": "face-down", "largecapacity": "large-capacity",
        "stacker": "stacker-1", "mailbox": "mailbox-1",
    ]

    private static func known(_ choice: String, in names: [String: String]) -> String? { names[choice] }

    /// `ThickPaper2` → `thick-paper-2`: the keyword for what IPP has no name for (PWG 5101.1 §3).
    static func hyphenated(_ choice: String) -> String? {
        var name = ""
        var last = Kind.other
        for octet in choice.utf8 {
            let kind = Kind(octet)
            if kind == .other {
                if !name.isEmpty, !name.hasSuffix("-") { name += "-" }
            } else {
                let begins = kind == .upper && last == .lower || kind == .digit && (last == .lower || last == .upper)
                if begins || kind != .digit && last == .digit { if !name.hasSuffix("-") { name += "-" } }
                name += String(decoding: [kind == .upper ? octet | 0x20 : octet], as: UTF8.self)
            }
            last = kind
        }
        while name.hasSuffix("-") { name.removeLast() }
        return name.isEmpty || name.utf8.count > 127 ? nil : name
    }

    private enum Kind {
        case lower, upper, digit, other
        init(_ octet: UInt8) {
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"): self = .lower
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): self = .upper
            case UInt8(ascii: "0")...UInt8(ascii: "9"): self = .digit
            default: self = .other
            }
        }
    }
}
