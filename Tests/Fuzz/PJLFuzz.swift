// Built together with what reads a printer's PJL; `make fuzz` runs it.
//
// For any bytes from a printer: nothing traps, and how they are cut up decides nothing. What is written for it has no
// line break that somebody else's text brought.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPJL(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    var (whole, cut) = (PJLReader(), PJLReader())
    let said = whole.read(bytes)
    var saidInPieces: [PJLReader.Said] = []
    for byte in bytes { saidInPieces += cut.read([byte]) }
    precondition(said == saidInPieces)
    for case .status(let code, let display, let isOnline) in said {
        _ = PJLStatus.trouble(code: code, display: display, isOnline: isOnline, at: "here")
    }
    let name = String(decoding: bytes, as: UTF8.self)
    let quoted = PJL.quoted(name)
    precondition(quoted.utf8.allSatisfy { $0 >= 32 && $0 != UInt8(ascii: "\"") })
    return 0
}
