internal import CPango
internal import TextSetting
internal import Workbench

/// Sets a sheet about a job or a printer.
struct SheetPainter {
    init(_ sheet: JobSheet, _ instructions: TextInstructions) {}
    func set() throws -> PageCounts { PageCounts(impressions: 0, sheets: 0) }
}
