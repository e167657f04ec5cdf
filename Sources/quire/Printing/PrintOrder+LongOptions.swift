/// Long names for the options people look up most, the same for `lpr` and `lp`.
extension PrintOrder {
    static let longNames: [(name: String, help: String)] = [
        ("copies=", "Specify the number of copies to print"),
        ("pages=", "Print these pages only: 1-3,8"),
        ("duplex", "Print on both sides"),
        ("color", "Print in colour"),
        ("mono", "Print in black only"),
        ("fit", "Scale pages to the paper"),
        ("tray=", "Take the paper from this tray: a number or a name"),
        ("at=", "Hold the job until then: 18:00, +2h, 2026-11-22T18:00"),
        ("wait", "Wait until the job is printed"),
        ("json", "Write what became of the job as JSON"),
        ("dry-run", "Only ask the server whether it would take the job"),
        ("lax", "Send what the printer does not know, too"),
    ]

    mutating func take(long name: String, _ value: String?) throws(Failure) {
        switch name {
        case "copies": try set(copies: value ?? "")
        case "pages": set("page-ranges", value ?? "")
        case "duplex": set("sides", "two-sided-long-edge")
        case "color": set("print-color-mode", "color")
        case "mono": set("print-color-mode", "monochrome")
        case "fit": set("print-scaling", "fit")
        case "tray": set(tray: value ?? "")
        case "at": set("job-hold-until", value ?? "")
        case "wait": waits = true
        case "json": isJSON = true
        case "dry-run": isDryRun = true
        case "lax": isLax = true
        default: return
        }
    }

    /// A tray goes with the medium, in media-col (PWG 5100.7); media must not stand beside it, and moves in.
    private mutating func set(tray: String) {
        let source = tray.allSatisfy(\.isNumber) ? "tray-\(tray)" : tray
        let size = options.first { $0.name == "media" }.map { "media-size-name=\($0.value) " } ?? ""
        options.removeAll { $0.name == "media" }
        set("media-col", "{\(size)media-source=\(source)}")
    }
}
