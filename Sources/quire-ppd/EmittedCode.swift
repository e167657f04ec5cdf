import CCups
import Glibc
import PPDReading
import Workbench

/// The code of the choices that are marked on a PPD, for each place of a document.
struct EmittedCode {
    let file: PPDFile
    let job: PPDJob

    func code(for section: ppd_section_t) -> [UInt8] {
        guard let text = ppdEmitString(file.handle, section, 0) else { return [] }
        defer { free(text) }
        return PPDFile.bytes(text)
    }

    /// For a PostScript document.
    var postScript: PrintCode {
        var code = PrintCode()
        let begin = PPDFile.bytes(file.contents.jcl_begin)
        let enter = PPDFile.bytes(file.contents.jcl_ps)
        if !enter.isEmpty {
            code.start = JobControl.start(begin, title: job.title, user: job.user)
            code.start += self.code(for: PPD_ORDER_JCL) + enter
            code.end = JobControl.end(begin, PPDFile.bytes(file.contents.jcl_end))
        } else {
            // Where there is no other word for it, this ends a job (PLRM 3, §3.8.3).
            code.end = [0x04]
        }
        code.start += self.code(for: PPD_ORDER_EXIT)
        code.prolog = PPDFile.bytes(file.contents.patches) + self.code(for: PPD_ORDER_PROLOG)
        if let last = code.prolog.last, last != 0x0A { code.prolog.append(0x0A) }
        code.setup = self.code(for: PPD_ORDER_DOCUMENT) + self.code(for: PPD_ORDER_ANY) + copies
        code.pageSetup = self.code(for: PPD_ORDER_PAGE)
        return code
    }

    private var copies: [UInt8] {
        guard job.copies > 1 else { return [] }
        if file.contents.language_level < 2 { return Array("/#copies \(job.copies) def\n".utf8) }
        return Array(
            "[{\n<</NumCopies \(job.copies) /Collate \(job.collated)>>setpagedevice\n} stopped cleartomark\n".utf8)
    }

    /// For a document that the device reads as it is: PJL around it, where the PPD has that.
    ///
    /// - Parameter language: what the PPD's keyword is named after: `PDF`, `PCL`, `PCLXL`.
    func around(_ language: String, startsWithExit: Bool) -> (start: [UInt8], end: [UInt8]) {
        let begin = PPDFile.bytes(file.contents.jcl_begin)
        let enter = file.jobLanguage("JCLTo\(language)Interpreter")
        guard !begin.isEmpty, !enter.isEmpty || startsWithExit else { return ([], []) }
        var start = JobControl.start(begin, title: job.title, user: job.user) + code(for: PPD_ORDER_JCL)
        if JobControl.isPJL(begin), file.option("JCLCopies") == nil {
            start += JobControl.copies(job.copies, collated: job.collated)
        }
        // A document that begins with the way out of its language enters it by itself.
        if !startsWithExit { start += enter }
        return (start, JobControl.end(begin, PPDFile.bytes(file.contents.jcl_end)))
    }

    /// The code of a choice that the document itself asks for, as it stands in the PPD.
    func feature(_ option: String, _ choice: String) -> [UInt8]? {
        guard let option = ppdFindOption(file.handle, option), let choice = ppdFindChoice(option, choice) else {
            return nil
        }
        let code = PPDFile.Choice(pointer: choice).code
        return code.isEmpty ? nil : code + [0x0A]
    }
}

extension PPDFile {
    /// A value of JCL, with what it writes as `<1B>` as the octets that are meant.
    func jobLanguage(_ keyword: String) -> [UInt8] {
        guard let attribute = ppdFindAttr(handle, keyword, nil), let value = attribute.pointee.value else { return [] }
        return JobControl.decoded(Self.bytes(value))
    }
}
