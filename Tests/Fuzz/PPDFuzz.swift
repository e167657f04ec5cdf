// Built together with the sources of PPDReading, by libFuzzer's rules; `make fuzz` runs it.
//
// For any bytes: a PPD that is taken has nothing refused left in it and as many lines as before; a document comes out the
// same however it is cut into pieces, with all of its own text where no JCL was in it; nothing traps.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    checkPPD(bytes)
    checkPPD(Array("*PPD-Adobe: \"4.3\"\n".utf8) + bytes)
    checkDocument(bytes)
    checkDocument(Array("%!PS-Adobe-3.0\n%%EndComments\n".utf8) + bytes)
    checkWords(bytes)
    return 0
}

private func checkPPD(_ bytes: [UInt8]) {
    guard let text = try? PPDText(bytes), let again = try? PPDText(text.safe) else { return }
    precondition(again.refused.isEmpty, "something refused is left")
    precondition(again.safe == text.safe, "a safe text changes")
    precondition(again.filters == text.filters, "filters change")
    for filter in text.filters { precondition(FilterLine.isName(filter.program), "a program that is no name") }
    precondition(lines(of: text.safe) == lines(of: bytes), "lines have other numbers")
}

private func lines(of bytes: [UInt8]) -> Int {
    var count = 0
    for (place, octet) in bytes.enumerated() {
        if octet == 0x0A || octet == 0x0D && (place + 1 == bytes.count || bytes[place + 1] != 0x0A) { count += 1 }
    }
    return count
}

private func checkDocument(_ bytes: [UInt8]) {
    var code = PrintCode()
    code.start = Array("(start)".utf8)
    code.prolog = Array("(prolog)\n".utf8)
    code.setup = Array("(setup)\n".utf8)
    code.pageSetup = Array("(page)\n".utf8)
    code.end = Array("(end)".utf8)
    let whole = woven(bytes, code, pieces: max(1, bytes.count))
    // Each piece is an array of its own: few of the long ones, so that there is time for many documents.
    for size in bytes.count <= 512 ? [1, 7] : [61] {
        precondition(woven(bytes, code, pieces: size) == whole, "pieces change the document")
    }
    precondition(whole.firstRange(of: code.setup) != nil, "the setup is missing")
}

private func woven(_ bytes: [UInt8], _ code: PrintCode, pieces: Int) -> [UInt8] {
    var weaver = PostScriptWeaver(code) { _, choice in Array(choice.utf8) }
    var output: [UInt8] = []
    var offset = 0
    do {
        while offset < bytes.count {
            let end = min(bytes.count, offset + pieces)
            try weaver.take(Array(bytes[offset..<end])) { output += $0 }
            offset = end
        }
        try weaver.finish { output += $0 }
    } catch {
        preconditionFailure("nothing here throws")
    }
    return output
}

private func checkWords(_ bytes: [UInt8]) {
    let text = String(decoding: bytes.prefix(300), as: UTF8.self)
    _ = FilterMessage(bytes)
    _ = FilterLine(text)
    _ = FilterLine(second: text)
    _ = JobControl.decoded(bytes)
    let title = JobControl.start(Array("@PJL\n".utf8), title: text, user: text)
    precondition(title.allSatisfy { $0 == 0x0A || (0x20...0x7E).contains($0) }, "a title gets out of its line")
    _ = JobControl.start(bytes, title: "", user: "")
    _ = JobControl.end(bytes, bytes)
    for attribute in OptionNames.keywords.keys { _ = OptionNames.name(of: text, for: attribute) }
}
