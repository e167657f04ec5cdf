internal import IPP
internal import PrintModel

/// Copies for a device that is given bytes of any kind: nobody knows how to ask it for them, so it gets the bytes again.
enum RawCopies {
    /// The numbers of the documents in the order in which they are sent.
    ///
    /// - Parameter isRaw: whether the device itself takes any bytes.
    static func order(of delivery: Delivery, isRaw: Bool) -> [Int] {
        let numbers = delivery.documents.map(\.number)
        // Elsewhere the copies are made on the way here, or asked for in the device's language.
        guard isRaw, !delivery.isConverted, delivery.printer.driver == nil else { return numbers }
        let counts = delivery.documents.map { copies(of: $0, in: delivery) }
        let handling = delivery.job.attributes["multiple-document-handling"]?.values.first?.stringValue
        guard handling == "separate-documents-uncollated-copies" else {
            return (0..<(counts.max() ?? 0)).flatMap { copy in
                zip(numbers, counts).filter { copy < $1 }.map(\.0)
            }
        }
        return zip(numbers, counts).flatMap { Array(repeating: $0, count: $1) }
    }

    static func copies(of document: Document, in delivery: Delivery) -> Int {
        let wished = delivery.job.wishes(for: document)["copies"]?.integerValue
        let standard = delivery.printer.attributes["copies-default"]?.integerValue
        return min(max(Int(wished ?? standard ?? 1), 1), copiesMax)
    }

    private static let copiesMax = 999
}
