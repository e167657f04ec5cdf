internal import PrintModel

/// `null:` and `file:///dev/null`: takes everything and keeps nothing, for tests and for measuring.
///
/// It reads each document to its end, so that damage in the spool is noticed here as with any device.
struct NullBackend: Backend {
    static let scheme = "null"

    let capabilities = DeviceCapabilities(formats: [], makeAndModel: "Quire Null Device", concurrentJobsMax: 32)

    init(_ uri: DeviceURI) throws(DeviceURIProblem) {
        try uri.allow(options: [])
        guard uri.scheme != Self.scheme || uri.names.isEmpty, uri.authority ?? "" == "" else {
            throw DeviceURIProblem("null: takes nothing after the colon")
        }
    }

    func deliver(_ delivery: Delivery) async -> DeliveryOutcome {
        do {
            for document in delivery.documents {
                let stream = try await delivery.open(document.number)
                while try await stream.next() != nil { try Task.checkCancellation() }
            }
            return Task.isCancelled ? .stopped : .delivered
        } catch {
            return .readingFailed(error)
        }
    }

    /// Nothing of it can be left anywhere.
    func resolve(_ delivery: Delivery) async -> Interrupted { .notDelivered }

    func probe() async -> DeviceTrouble? { nil }
}
