import IPP
import PrintModel

/// What people set about how a queue delivers: what is done when its device fails, what is promised when nobody knows
/// whether a job was printed, and what whoever prints has to give for the device.
enum DeliverySetting {
    static let errorPolicy = "printer-error-policy"
    static let promise = "quire-delivery"

    /// Values of "printer-error-policy-supported": ours, and CUPS' name for the usual one.
    static let errorPolicies = (ErrorPolicy.allCases.map(\.rawValue) + ["retry-job"]).sorted()

    /// As it is kept; `nil` for a value that there is not. `lpadmin -o` sends only such options of its own that end with
    /// "-default".
    static func kept(_ attribute: Attribute) -> Attribute? {
        guard attribute.values.count == 1, let word = attribute.values.first?.stringValue else { return nil }
        if attribute.name == errorPolicy {
            return ErrorPolicy(name: word).map { Attribute(errorPolicy, .name($0.rawValue)) }
        }
        return DeliveryPromise(rawValue: word).map { Attribute(promise, .keyword($0.rawValue)) }
    }

    /// As it is kept, without values for `none`; `nil` for what no device here can be told.
    static func authInfo(_ attribute: Attribute) -> Attribute? {
        let words = attribute.values.compactMap(\.stringValue)
        if words == ["none"] { return Attribute(attribute.name, []) }
        let parts = words.compactMap { AuthInfoPart(rawValue: $0) }
        guard parts.count == attribute.values.count, Set(parts).count == parts.count, parts.contains(.password) else {
            return nil
        }
        return Attribute(attribute.name, parts.map { .keyword($0.rawValue) })
    }

    static func put(_ printer: Printer, into writer: inout AttributeWriter) {
        // A pool's jobs are delivered as its members say.
        guard !printer.isPool else {
            writer.put(errorPolicy, .name(ErrorPolicy.retryCurrentJob.rawValue))
            writer.put("\(errorPolicy)-supported", .name(ErrorPolicy.retryCurrentJob.rawValue))
            return
        }
        writer.put(errorPolicy, .name(printer.errorPolicy.rawValue))
        writer.put("\(errorPolicy)-supported", errorPolicies.map { .name($0) })
        writer.put(promise, .keyword(printer.deliveryPromise.rawValue))
        writer.put("\(promise)-supported", DeliveryPromise.allCases.map { .keyword($0.rawValue) })
    }
}

extension OperationContext {
    /// Keeps what came in a device URI.
    func keep(_ given: DeviceSecret.Given, for deviceURI: String) async throws {
        switch given {
        case .nothing: break
        case .none: try await secrets.keep(nil, for: deviceURI)
        case .secret(let secret): try await secrets.keep(secret, for: deviceURI)
        }
    }
}
