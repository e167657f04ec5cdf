import PrintModel

/// What documents are and how many pages they have, for libFuzzer (`make fuzz`): no octets may end the process, and how
/// they are cut up decides nothing.
@_cdecl("LLVMFuzzerTestOneInput")
public func sniffAnything(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let sniffer = Sniffer()
    let head = Array(bytes.prefix(sniffer.headOctets))
    _ = sniffer.compression(of: head)
    let found = sniffer.format(of: head)
    for format in ["application/pdf", "application/postscript", "image/pwg-raster", "image/urf", found ?? ""] {
        let whole = pages(bytes, in: bytes.count, as: format, by: sniffer)
        let cut = pages(bytes, in: 7, as: format, by: sniffer)
        precondition(whole == cut)
    }
    _ = RasterHead.pwg(head)
    _ = RasterHead.urf(head)
    return 0
}

private func pages(_ bytes: [UInt8], in octets: Int, as format: String, by sniffer: Sniffer) -> Int? {
    guard var counter = sniffer.counter(for: format, head: Array(bytes.prefix(sniffer.headOctets))) else { return nil }
    var rest = bytes[...]
    while !rest.isEmpty {
        counter.add(Array(rest.prefix(max(1, octets))))
        rest = rest.dropFirst(max(1, octets))
    }
    return counter.pages()
}
