import Pictures
import Workbench

// A picture on descriptor 0 becomes a PDF of one page on descriptor 1.
Helper.run(ImageInstructions.self) { instructions in
    do {
        var pdf = PicturePDF(instructions) { try Helper.write($0) }
        let outcome = try pdf.convert(PictureInput { try Helper.read(256 << 10) })
        if let warning = outcome.warning { Helper.say(ProgressLine(warning: warning)) }
        Helper.say(page: 1)
        let counts = PageCounts(impressions: 1, sheets: 1, colorPages: outcome.isColor ? 1 : 0)
        Helper.say(ProgressLine(done: counts))
    } catch let fault as PictureFault {
        let reason: Problem.Reason =
            switch fault.kind {
            case .damaged: .documentFormatError
            case .unsupported: .unsupportedFormat
            case .tooLarge: .documentUnprintable
            }
        throw Problem(reason, fault.text)
    }
}
