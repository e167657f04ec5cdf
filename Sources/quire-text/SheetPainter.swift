internal import TextSetting
internal import Workbench

/// Sets a sheet about a job or a printer.
struct SheetPainter {
    private let sheet: JobSheet
    private let instructions: TextInstructions

    init(_ sheet: JobSheet, _ instructions: TextInstructions) {
        self.sheet = sheet
        var instructions = instructions
        // The device's margins are shown where they are.
        if sheet.template == "test" { instructions.orientation = 3 }
        self.instructions = instructions
    }

    func set() throws -> PageCounts {
        let grid = CharacterGrid(instructions)
        let surface = try PDFSurface(instructions.media, quarters: grid.quarters, title: instructions.title)
        let canvas = SheetCanvas(Words(try FontRoom(), on: surface.context), grid, instructions.media)
        switch sheet.template {
        case "standard": BannerSheet(sheet, classification: nil).paint(on: canvas)
        case "classified": BannerSheet(sheet, classification: "CLASSIFIED").paint(on: canvas)
        case "confidential": BannerSheet(sheet, classification: "CONFIDENTIAL").paint(on: canvas)
        case "secret": BannerSheet(sheet, classification: "SECRET").paint(on: canvas)
        case "topsecret": BannerSheet(sheet, classification: "TOP SECRET").paint(on: canvas)
        case "unclassified": BannerSheet(sheet, classification: "UNCLASSIFIED").paint(on: canvas)
        case "form": FormSheet(sheet).paint(on: canvas)
        case "error": ErrorSheet(sheet).paint(on: canvas)
        case "test": TestPage(sheet, instructions.media).paint(on: canvas)
        default: throw Problem(.internalError, "there is no sheet called “\(sheet.template.prefix(40))”")
        }
        try surface.showPage()
        Helper.say(page: 1)
        try surface.finish()
        return PageCounts(impressions: 1, sheets: 1, colorPages: sheet.template == "test" ? 1 : 0)
    }
}
