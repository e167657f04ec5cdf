/// Makes lines of pieces, none longer than it may be: what is too much of a line is dropped.
struct LineSplitter {
    private var line: [UInt8] = []
    private var isCut = false
    private let octetsMax: Int

    init(octetsMax: Int = StageLine.octetsMax) { self.octetsMax = octetsMax }

    mutating func add(_ bytes: [UInt8], _ body: (_ text: String, _ isCut: Bool) -> Void) {
        var rest = bytes[...]
        while let end = rest.firstIndex(of: 0x0A) {
            append(rest[..<end])
            finish(body)
            rest = rest[(end + 1)...]
        }
        append(rest)
    }

    /// The last line may lack its end.
    mutating func finish(_ body: (_ text: String, _ isCut: Bool) -> Void) {
        if line.last == 0x0D { line.removeLast() }
        if !line.isEmpty { body(text(), isCut) }
        line.removeAll(keepingCapacity: true)
        isCut = false
    }

    private mutating func append(_ piece: ArraySlice<UInt8>) {
        let room = octetsMax - line.count
        isCut = isCut || piece.count > room
        line.append(contentsOf: piece.prefix(room))
    }

    /// Lines go into logs and reasons: they must not move a terminal's cursor or begin a line of their own.
    private mutating func text() -> String {
        for index in line.indices where (line[index] < 0x20 && line[index] != 0x09) || line[index] == 0x7F {
            line[index] = UInt8(ascii: "?")
        }
        return String(decoding: line, as: UTF8.self)
    }
}
