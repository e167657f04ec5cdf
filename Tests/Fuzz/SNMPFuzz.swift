// Built together with the sources of SNMP; `make fuzz` runs it.
//
// For any datagram: nothing traps; and a printer that answers anything at all gives a report that ends, in lines that are
// lines.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSNMP(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = try? SNMPMessage(decoding: bytes)
    var agent = Babbler(bytes)
    if let report = PrinterReport(of: &agent) {
        let lines = ProgramLines(report)
        let said = lines.messages + [lines.discovery("snmp://here/")]
        precondition(said.allSatisfy { !$0.utf8.contains(10) }, "a line that is two")
    }
    return 0
}

/// An agent that says what the bytes say, whatever it was asked.
private struct Babbler: SNMPAgent {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    mutating func ask(_ kind: SNMPMessage.Kind, _ names: [ObjectID]) -> SNMPMessage? {
        guard let first = rest.popFirst(), first != 0xFF else { return nil }
        var answer = SNMPMessage(.response, of: names, community: "public", requestID: 1)
        if first & 0x40 != 0 { answer.errorStatus = 2 }
        for index in answer.bindings.indices {
            let (step, kind) = (rest.popFirst() ?? 0, rest.popFirst() ?? 0)
            if step & 0x80 == 0 { answer.bindings[index].name.arcs.append(UInt32(step)) }
            let contents = rest.prefix(Int(kind >> 2))
            rest = rest.dropFirst(contents.count)
            switch kind & 3 {
            case 0: answer.bindings[index].value = .octets(Array(contents))
            case 1: answer.bindings[index].value = .integer(contents.reduce(0) { $0 &<< 8 | Int64($1) })
            case 2: answer.bindings[index].value = .objectID(ObjectID(contents.map { UInt32($0) << 20 }))
            default: break
            }
        }
        return answer
    }
}
