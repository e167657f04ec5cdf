internal import Workbench

extension PicturePDF {
    /// A JPEG is a PDF filter's own format (ISO 32000-1 §7.4.8): it goes in as it is.
    mutating func convertJPEG(_ input: PictureInput) throws -> Outcome {
        var input = input
        let header = try JPEGHeader(reading: &input)
        output.object(Number.mask, "null")
        output.object(Number.maskLength, "null")
        let space = try colorSpace(of: header.picture)
        let decode = header.isInverted ? "/Decode[1 0 1 0 1 0 1 0]" : ""
        let plain = header.isPlainRGB ? "/DecodeParms<</ColorTransform 0>>" : ""
        beginImage(header.picture, bits: 8, space: space, "/Filter/DCTDecode\(plain)\(decode)")
        try output.stream(header.octets[...])
        let warning = try copyScans(&input)
        output.endStream(length: Number.imageLength)
        try finish(header.picture)
        return Outcome(isColor: header.picture.colors != .gray, warning: warning)
    }

    /// A picture that is cut off is printed as far as it goes, as every viewer shows it; the end it lacks is put there.
    private mutating func copyScans(_ input: inout PictureInput) throws -> Warning? {
        var scans = JPEGScans()
        var octets = 0
        while !scans.isAtEnd {
            let piece = try input.takePiece()
            if piece.isEmpty { break }
            let count = scans.consume(piece)
            octets += count
            try output.stream(piece.prefix(count))
        }
        guard octets > 0 else { throw PictureFault(.damaged, "the JPEG ends before its pixels") }
        guard !scans.isAtEnd else { return nil }
        try output.stream([0xFF, 0xD9])
        return Warning("document-incomplete", "The JPEG is cut off; what is missing is left grey.")
    }
}
