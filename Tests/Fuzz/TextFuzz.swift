// Built together with the sources of TextSetting, by libFuzzer's rules; `make fuzz` runs it.
//
// For any octets in any charset: nothing traps; no row is longer than it may be; what stands beside the cells is bounded
// and belongs to one of them; and the rows are the same however the octets are cut into pieces.

import Workbench

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let choice = bytes.first else { return 0 }
    let text = Array(bytes.dropFirst())
    let charsets: [Charset] = [
        .utf8, .windows1252, .utf16(isLittleEndian: true), .utf16(isLittleEndian: false), .other("shift_jis"),
        .other("gb18030"), .other("iso-2022-jp"), .other("utf-7"),
    ]
    let charset = charsets[Int(choice & 7)]
    let wraps = choice & 8 == 0
    let whole = rows(text, charset, wraps, pieces: .max)
    precondition(whole == rows(text, charset, wraps, pieces: Int(choice >> 5) + 1), "the rows depend on the pieces")
    _ = Charset.detect(text, told: nil)
    return 0
}

private func rows(_ text: [UInt8], _ charset: Charset, _ wraps: Bool, pieces: Int) -> [Row] {
    var rows: [Row] = []
    var highlighter = ProgramLanguage(title: "x.c").map { Highlighter($0) }
    var typist = Typist(columns: 12, wraps: wraps) {
        guard case .row(var row) = $0 else { return }
        check(row)
        highlighter?.highlight(&row)
        rows.append(row)
    }
    guard var decoder = TextDecoder(charset) else { return [] }
    var rest = text[...]
    do {
        while !rest.isEmpty {
            try decoder.decode(Array(rest.prefix(pieces)), to: &typist)
            rest = rest.dropFirst(pieces)
        }
        try decoder.decode([], isLast: true, to: &typist)
        try typist.finish()
    } catch { preconditionFailure("nothing here throws") }
    return rows
}

private func check(_ row: Row) {
    precondition(row.cells.count <= 12, "a row is too long")
    precondition(row.cells.first?.scalar != 0, "a row begins with half a character")
    precondition(row.overstrikes.allSatisfy { $0.column < row.cells.count }, "an overstrike is beside the row")
    precondition(row.overstrikes.count <= 24, "too much is typed over the row")
    precondition(row.marks.allSatisfy { $0.key < row.cells.count && $0.value.count <= 16 }, "marks are beside the row")
    precondition(row.cells.allSatisfy { !(1..<32).contains($0.scalar) }, "a control character is left")
}
