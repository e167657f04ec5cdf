import Testing

@testable import Filters

/// What is done to a document on its way to a device; each line is a plan as people read it.
@Suite("Planner")
struct PlannerTests {
    private static let everything = Set(ConverterTable.all.map(\.engine.name))

    private func words(
        _ source: String, _ targets: [String], _ needs: Set<PageNeed> = [], copies: Int = 1, collated: Bool = true,
        pages: Int = 10, engines: Set<String> = everything, avoiding: Set<String> = [],
        driverInputs: Set<String> = []
    ) -> String? {
        var request = PlanRequest(
            source: source, targets: targets, needs: needs, copies: copies, isCollated: collated, pages: pages,
            engines: engines)
        request.avoiding = avoiding
        request.driverInputs = driverInputs
        return Planner.plan(request)?.words
    }

    @Test(
        "What a device takes already is not touched",
        arguments: [
            "application/pdf", "image/pwg-raster", "image/urf", "image/jpeg", "application/postscript",
            "application/PCLm", "application/vnd.zebra-zpl",
        ])
    func untouched(format: String) {
        #expect(words(format, ["application/pdf", "image/pwg-raster", format]) == Plan.short(format))
    }

    @Test(
        "Every usual document gets to every usual printer the cheapest way",
        arguments: [
            ("application/pdf", "image/pwg-raster", "pdf › render › pwg-raster"),
            ("application/pdf", "image/urf", "pdf › render › urf"),
            ("application/pdf", "application/PCLm", "pdf › render › PCLm"),
            ("application/pdf", "application/vnd.hp-pcl", "pdf › render › pcl"),
            ("application/pdf", "application/vnd.hp-pclxl", "pdf › pdf-pclxl › pclxl"),
            ("application/pdf", "application/postscript", "pdf › pdf-ps › postscript"),
            ("application/pdf", "image/jpeg", "pdf › render › jpeg"),
            ("text/plain", "application/pdf", "plain › text › pdf"),
            ("text/plain", "image/pwg-raster", "plain › text › pdf › render › pwg-raster"),
            ("image/jpeg", "application/pdf", "jpeg › image › pdf"),
            ("image/png", "image/urf", "png › image › pdf › render › urf"),
            ("application/postscript", "application/pdf", "postscript › ps-pdf › pdf"),
            ("application/postscript", "image/pwg-raster", "postscript › ps-pdf › pdf › render › pwg-raster"),
            ("image/urf", "image/pwg-raster", "urf › raster-convert › pwg-raster"),
            ("image/pwg-raster", "application/pdf", "pwg-raster › raster-pdf › pdf"),
            ("image/urf", "application/postscript", "urf › raster-pdf › pdf › pdf-ps › postscript"),
        ])
    func cheapest(source: String, target: String, expected: String) {
        #expect(words(source, [target]) == expected)
    }

    @Test(
        "Options are carried out once, where pages are still pages",
        arguments: [
            ([.pages], "pdf › impose (pages) › pdf › render › pwg-raster"),
            ([.pages, .sheets], "pdf › impose (pages, sheets) › pdf › render › pwg-raster"),
            ([.password], "pdf › render (password) › pwg-raster"),
            ([.pages, .password], "pdf › impose (pages, password) › pdf › render › pwg-raster"),
        ] as [(Set<PageNeed>, String)])
    func once(needs: Set<PageNeed>, expected: String) {
        #expect(words("application/pdf", ["image/pwg-raster"], needs) == expected)
    }

    @Test("Copies of raster are repeated, not drawn again")
    func copiesOfRaster() {
        #expect(
            words("application/pdf", ["image/pwg-raster"], [.copies], copies: 5)
                == "pdf › render › pwg-raster › repeat (copies) › pwg-raster")
        #expect(
            words("application/pdf", ["image/pwg-raster"], [.copies], copies: 5, collated: false)
                == "pdf › render (copies) › pwg-raster")
        #expect(
            words("image/urf", ["image/urf"], [.copies], copies: 2) == "urf › repeat (copies) › urf")
    }

    @Test("Copies of PDF are made in the PDF")
    func copiesOfPDF() {
        #expect(
            words("application/pdf", ["application/pdf"], [.copies], copies: 5) == "pdf › impose (copies) › pdf")
    }

    @Test("Raster that the device cannot take as it is goes through PDF")
    func otherRaster() {
        #expect(
            words("image/pwg-raster", ["image/pwg-raster"], [.raster])
                == "pwg-raster › raster-pdf (raster) › pdf › render › pwg-raster")
    }

    @Test("Where one way has failed another is found")
    func otherWay() {
        #expect(
            words("application/pdf", ["image/pwg-raster"], avoiding: ["render"])
                == "pdf › pdftoppm › anymap › encode › pwg-raster")
        #expect(
            words("application/pdf", ["image/pwg-raster"], avoiding: ["render", "pdftoppm"])
                == "pdf › mutool › anymap › encode › pwg-raster")
        #expect(words("application/postscript", ["application/pdf"], avoiding: ["ps-pdf"]) == nil)
    }

    @Test("Only programs that are there are used")
    func programs() {
        #expect(words("application/postscript", ["application/pdf"], engines: ["quire-render"]) == nil)
        #expect(
            words(
                "application/pdf", ["image/urf"], engines: ["pdftoppm", "quire-raster"])
                == "pdf › pdftoppm › anymap › encode › urf")
    }

    @Test("A driver comes last and reads what it can")
    func driver() {
        #expect(
            words(
                "text/plain", [ConverterTable.driven], [.driver, .pages],
                driverInputs: ["application/postscript"])
                == "plain › text › pdf › impose (pages) › pdf › pdf-ps › postscript › driver (driver) › "
                + "the device's own language")
        #expect(
            words(
                "application/postscript", [ConverterTable.driven], [.driver], driverInputs: ["application/postscript"])
                == "postscript › driver (driver) › the device's own language")
    }

    @Test("What nobody can convert has no plan", arguments: ["application/vnd.zebra-zpl", "application/zip", ""])
    func noPlan(format: String) {
        #expect(words(format, ["application/pdf"]) == nil)
        #expect(words("application/pdf", [format]) == nil)
    }

    @Test("A document that a device takes in several formats goes there in the cheapest")
    func cheapestTarget() {
        let targets = ["image/pwg-raster", "application/postscript", "application/pdf"]
        #expect(words("image/jpeg", targets) == "jpeg › image › pdf")
        #expect(words("application/pdf", targets, [.pages]) == "pdf › impose (pages) › pdf")
    }
}
