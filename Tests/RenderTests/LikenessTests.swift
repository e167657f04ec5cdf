import Foundation
import Testing
import Workbench

/// Beside `pdftoppm`, which draws with other code (Splash), seen from a little way off.
@Suite("Like what others draw")
struct LikenessTests {
    private func document(_ content: String) -> [UInt8] {
        var document = TestDocument()
        let font = document.add("<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>")
        let state = document.add("<</ca 0.4/CA 0.4>>")
        let function = document.add("<</FunctionType 2/Domain[0 1]/C0[1 0 0]/C1[0 0 1]/N 1>>")
        let shading = document.add(
            "<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 200 0]/Function \(function) 0 R/Extend[true true]>>")
        let image = document.add(
            stream: (0..<768).map { UInt8(truncatingIfNeeded: $0 * 7) },
            "/Type/XObject/Subtype/Image/Width 16/Height 16/ColorSpace/DeviceRGB/BitsPerComponent 8")
        document.add(
            .init(
                width: 200, height: 200, content: content,
                resources: "/Font<</F \(font) 0 R>>/ExtGState<</G \(state) 0 R>>/Shading<</S \(shading) 0 R>>"
                    + "/XObject<</I \(image) 0 R>>"))
        return document.bytes
    }

    @Test(
        "A page looks like poppler's own",
        arguments: [
            "BT /F 14 Tf 16 TL 10 180 Td (The quick brown fox jumps) ' (over the lazy dog.) ' (0123456789) ' ET",
            "q 160 0 0 160 20 20 cm /I Do Q", "/S sh", "q 50 50 100 100 re W n /S sh Q",
            "/G gs 1 0 0 rg 20 20 100 100 re f 0 0 1 rg 60 60 100 100 re f 0 g 8 w 10 10 m 190 190 l S",
            "q 0.7 0.7 -0.7 0.7 100 10 cm 0 0.6 0 rg 0 0 80 80 re f BT /F 20 Tf 1 g 5 30 Td (turned) Tj ET Q",
            "5 w [20 10] 0 d 1 J 20 20 160 160 re S 0 0 1 RG 100 100 m 150 180 180 150 100 20 c S",
        ])
    func alike(content: String) throws {
        let bytes = document(content)

        let ours = try #require(try RenderRun.pages(bytes, dotsPerInch: 100).first)

        let theirs = try #require(try Anymap.all(poppler(bytes, dotsPerInch: 100)).first)
        #expect(ours.distance(to: theirs, cell: 6) < 48)
        let ink = ours.values.reduce(0) { $0 + 255 - Int($1) }
        let theirInk = theirs.values.reduce(0) { $0 + 255 - Int($1) }
        #expect(abs(ink - theirInk) < max(ink, theirInk) / 12)
        #expect(ink > 10_000)
    }

    private func poppler(_ bytes: [UInt8], dotsPerInch: Int) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(path: "likeness-\(UInt64.random(in: 0 ... .max))")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }  // A leftover there harms nobody.
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/pdftoppm")
        process.arguments = ["-q", "-r", "\(dotsPerInch)", file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let said = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return [UInt8](said)
    }
}
