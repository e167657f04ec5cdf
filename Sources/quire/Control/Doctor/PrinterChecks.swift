/// What keeps printers from printing, as the server knows it.
enum PrinterChecks {
    static func findings(of seen: ServerView, _ now: Int64) -> [Finding] {
        guard seen.isThere else { return [] }
        guard !seen.printers.isEmpty else {
            return [
                .warning("printers", "there are none", fix: "quirectl device list, then quirectl printer add NAME URI")
            ]
        }
        let troubled = seen.printers.filter(\.hasTrouble)
        let well = seen.printers.count - troubled.count
        let stopped = seen.printers.filter { !$0.hasTrouble && !$0.isReady }.map(\.name)
        let words = stopped.isEmpty ? "" : "; somebody has stopped \(stopped.prefix(5).joined(separator: ", "))"
        let whole = well == 0 ? [] : [Finding.ok("printers", "\(well) of \(seen.printers.count) are well\(words)")]
        return whole
            + troubled.map { printer in
                let why = printer.why(now: now)
                let fix =
                    printer.blockers.lazy.compactMap(\.fixes.first).first
                    ?? (printer.device.isEmpty ? nil : "quirectl device probe \(printer.device)")
                return .failure("printer \(printer.name)", why.isEmpty ? printer.state.text : why, fix: fix)
            }
    }
}
