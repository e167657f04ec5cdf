import IPP
import PrintModel

extension Subscription {
    /// The attributes of a Subscription object (RFC 3995 §5.3 and §5.4, PWG 5100.22).
    func group(
        _ requested: RequestedAttributes, in context: OperationContext, for caller: Caller, at now: Moment
    ) -> AttributeGroup {
        var writer = AttributeWriter(requested)
        putTemplate(into: &writer)
        writer.put("notify-subscription-id", .integer(id.rawValue))
        writer.put(
            "notify-subscription-uuid",
            .uri(UUIDText.urn(SubscriptionUUID.bytes(of: id, in: context))))
        writer.put("notify-sequence-number", .integer(SequenceNumber.wire(number)))
        writer.put("notify-subscriber-user-name", .name(owner.user))
        writer.put(isOfSystemURI ? "notify-system-uri" : "notify-printer-uri", .uri(uri))
        if let lease {
            writer.put("notify-lease-duration", .integer(Int32(clamping: lease)))
            writer.put("notify-lease-expiration-time", .integer(expiresAt?.upTime ?? 0))
            writer.put(isOfSystemURI ? "notify-system-up-time" : "notify-printer-up-time", .integer(now.upTime))
        }
        switch scope {
        case .job(let job, _): writer.put("notify-job-id", .integer(job.rawValue))
        case .resource(let resource): writer.put("notify-resource-id", .integer(resource.rawValue))
        case .system, .printer: break
        }
        return AttributeGroup(.subscription, writer.attributes)
    }

    private func putTemplate(into writer: inout AttributeWriter) {
        writer.put("notify-pull-method", .subscriptionTemplate, .keyword(SubscriptionTemplate.pullMethod))
        writer.put("notify-events", .subscriptionTemplate, events.map { .keyword($0) })
        writer.put("notify-attributes", .subscriptionTemplate, attributes.map { .keyword($0) })
        writer.put("notify-user-data", .subscriptionTemplate, .octetString(userData))
        writer.put("notify-charset", .subscriptionTemplate, .charset(charset))
        writer.put("notify-natural-language", .subscriptionTemplate, .naturalLanguage(language))
    }
}

/// "notify-subscription-uuid", made as the jobs' are, and never one of theirs.
enum SubscriptionUUID {
    static func bytes(of id: SubscriptionID, in context: OperationContext) -> [UInt8] {
        var uuid = JobUUID.bytes(of: JobID(id.rawValue), in: context)
        guard uuid.count == 16 else { return uuid }
        uuid[7] ^= 0xFF
        return uuid
    }
}
