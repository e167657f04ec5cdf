public import Workbench

/// Makes a PDF of one page with one picture, while the picture is read.
public struct PicturePDF {
    /// What is said to the person beside the page.
    public struct Outcome: Hashable, Sendable {
        public var isColor: Bool
        public var warning: Warning?
    }

    /// Objects by their number. Those of the page come last, because what turns a picture may stand behind it.
    enum Number {
        static let catalog = 1, pages = 2, page = 3, content = 4, image = 5, imageLength = 6
        static let mask = 7, maskLength = 8, profile = 9, profileLength = 10, info = 11, contentLength = 12
        static let all = 12
    }

    private let instructions: ImageInstructions
    var output: PDFOutput

    public init(_ instructions: ImageInstructions, write: @escaping (UnsafeRawBufferPointer) throws -> Void) {
        self.instructions = instructions
        output = PDFOutput(write: write)
    }

    public mutating func convert(_ input: PictureInput) throws -> Outcome {
        var input = input
        switch try input.kind() {
        case .jpeg: return try convertJPEG(input)
        case .png: return try convertPNG(input)
        case nil: throw PictureFault(.unsupported, "the picture is neither a JPEG nor a PNG")
        }
    }

    /// The colour space of `picture`; its profile is written where it has one.
    mutating func colorSpace(of picture: Picture) throws -> String {
        let device =
            switch picture.colors {
            case .gray: "/DeviceGray"
            case .rgb: "/DeviceRGB"
            case .cmyk: "/DeviceCMYK"
            }
        guard let profile = picture.profile else {
            output.object(Number.profile, "null")
            output.object(Number.profileLength, "null")
            return device
        }
        output.beginStream(
            Number.profile, "/N \(picture.colors.rawValue)/Alternate\(device)", length: Number.profileLength)
        try output.stream(profile[...])
        output.endStream(length: Number.profileLength)
        return "[/ICCBased \(Number.profile) 0 R]"
    }

    /// `entries` are what is particular to how the pixels are stored.
    mutating func beginImage(_ picture: Picture, bits: Int, space: String, _ entries: String) {
        output.beginStream(
            Number.image,
            "/Type/XObject/Subtype/Image/Width \(picture.width)/Height \(picture.height)/BitsPerComponent \(bits)"
                + "/ColorSpace \(space)\(entries)", length: Number.imageLength)
    }

    /// Everything after the picture: the page it lies on.
    mutating func finish(_ picture: Picture) throws {
        let place = Placement(picture, by: instructions)
        let matrix = [place.matrix.a, place.matrix.b, place.matrix.c, place.matrix.d, place.matrix.e, place.matrix.f]
        output.beginStream(Number.content, "", length: Number.contentLength)
        let operators = "q \(matrix.map(PDFText.number).joined(separator: " ")) cm /P Do Q\n"
        try output.stream(Array(operators.utf8)[...])
        output.endStream(length: Number.contentLength)
        let size = "\(PDFText.number(place.pageWidth)) \(PDFText.number(place.pageHeight))"
        output.object(
            Number.page,
            "<</Type/Page/Parent \(Number.pages) 0 R/MediaBox[0 0 \(size)]/Contents \(Number.content) 0 R"
                + "/Resources<</XObject<</P \(Number.image) 0 R>>>>>>")
        output.object(Number.pages, "<</Type/Pages/Count 1/Kids[\(Number.page) 0 R]>>")
        output.object(Number.catalog, "<</Type/Catalog/Pages \(Number.pages) 0 R>>")
        let title = instructions.title.isEmpty ? "" : "/Title \(PDFText.string(String(instructions.title.prefix(255))))"
        output.object(Number.info, "<<\(title)/Producer(Quire)>>")
        try output.finish(objects: Number.all, root: Number.catalog, info: Number.info)
    }
}
