import PrintModel

/// What the access log says of a request.
extension HTTPConnection {
    /// An answer goes out, or its beginning.
    func noteAccess(status: Int, contentType: String, _ content: [UInt8], user: String? = nil) {
        guard let accessLog = house.accessLog else { return }
        let head = machine.head
        let isIPP = contentType == "application/ipp" && content.count >= 4
        accessLog.note(
            AccessLog.Entry(
                host: machine.requester.host, user: user ?? machine.requester.kernelName, method: head?.method ?? "-",
                path: head?.path ?? "-", isVersion1_0: head?.isVersion1_0 ?? false, status: status,
                octets: content.count, operation: operationCode,
                answer: isIPP ? Int16(bitPattern: UInt16(content[2]) << 8 | UInt16(content[3])) : nil))
        operationCode = nil
    }
}

extension Requester {
    /// Who it is by the kernel's word.
    fileprivate var kernelName: String? { if case .localUser(_, let name) = origin { name } else { nil } }
}
