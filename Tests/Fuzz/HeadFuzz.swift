// Built together with what reads the head of an HTTP request; `make fuzz` runs it.
//
// For any bytes: nothing traps, and what is accepted has none of what everything behind it relies on being gone: control
// characters, ways up out of a folder, more fields than there may be.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHead(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let limits = HTTPLimits.standard
    // As the scanner hands it on: a head ends with an empty line.
    let head = try? HTTPRequestHead(parsing: bytes + [13, 10, 13, 10], limits: limits)
    guard let head else { return 0 }
    precondition(head.fields.count <= limits.fieldsMax)
    precondition(!head.path.split(separator: "/").contains(".."))
    precondition(head.path.utf8.allSatisfy { $0 >= 32 && $0 != 127 })
    precondition(head.fields.allSatisfy { $0.value.utf8.allSatisfy { $0 >= 32 && $0 != 127 || $0 == 9 } })
    if case .length(let octets) = head.framing { precondition(octets >= 0) }
    return 0
}
