import PrintModel
import Testing
import Workbench

@testable import Drivers

@Suite("What is taken over of a PPD's description")
struct DriverDescriptionTests {
    @Test("Keywords that are none, resolutions and sizes out of range and filters with a path are left out")
    func checked() {
        var ppd = PPDDescription()
        ppd.nickName = "Acme\u{1B}[31m\n9"
        ppd.kind = "virus"
        ppd.sides = ["one-sided", "two-sided-long-edge", "two-sided-long-edge", "sideways"]
        ppd.sources = [.init(name: "tray-1", choice: "A", text: ""), .init(name: "a b;id", choice: "B", text: "")]
        ppd.resolutions = [.init(600, 600), .init(0, 5), .init(1 << 40, 1)]
        ppd.finishings = [4, 3, 99_999]
        ppd.intakes = [
            PPDIntake("application/postscript"), PPDIntake("x", filter: "y"),
            PPDIntake("application/vnd.cups-raster", filter: "../evil"),
            PPDIntake("application/vnd.cups-raster", filter: "rastertoacme"),
        ]
        ppd.media = [
            .init(sheet: SheetSize(width: .infinity, height: 1, name: "iso_a4_210x297mm"), choice: "A", text: ""),
            .init(sheet: SheetSize(width: 595, height: 842, name: "iso_a4_210x297mm"), choice: "A4.Full", text: ""),
            .init(
                sheet: SheetSize(width: 595, height: 842, left: 12, name: "iso_a4_210x297mm"), choice: "A4", text: ""),
        ]

        let taken = DriverDescription(ppd)

        #expect(taken.makeAndModel == "Acme [31m 9")
        #expect(taken.kind == "unknown")
        #expect(taken.sides == ["one-sided", "two-sided-long-edge"])
        #expect(taken.sources == ["tray-1"])
        #expect(taken.resolutions == [.init(600, 600)])
        #expect(taken.finishings == [4])
        #expect(
            taken.ways == [
                .init("application/postscript"), .init("application/vnd.cups-raster", filter: "rastertoacme"),
            ])
        #expect(taken.media.map(\.width) == [20990])
        #expect(taken.media.first?.margins?.left == 423)
    }

    @Test("Texts are cut between characters")
    func long() {
        var ppd = PPDDescription()
        ppd.nickName = String(repeating: "é", count: 200)

        #expect(DriverDescription(ppd).makeAndModel == String(repeating: "é", count: 127))
    }

    @Test("A device by way of a driver takes what the driver takes")
    func capabilities() {
        var description = DriverDescription()
        description.makeAndModel = "Acme 9"
        description.ways = [.init("application/vnd.cups-raster", filter: "rastertoacme"), .init("application/pdf")]
        description.sides = ["one-sided", "two-sided-long-edge"]
        description.resolutions = [.init(1200, 1200), .init(600, 600), .init(600, 300)]
        let id = DriverID(digest: [UInt8](repeating: 7, count: 32))
        guard let id else {
            Issue.record("no number")
            return
        }
        let driver = Driver(
            id: id, name: "acme.ppd", origin: .added, addedBy: "", addedAt: Moment(seconds: 0), octets: 1,
            description: description)

        let all = driver.capabilities(of: DeviceCapabilities(formats: [], makeAndModel: "Socket"))

        #expect(all.formats == ["application/pdf"])
        #expect(all.makeAndModel == "Acme 9")
        #expect(all.hasDuplex)
        #expect(all.resolutions == [600, 1200])
        #expect(all.driver == id.text)
    }
}
