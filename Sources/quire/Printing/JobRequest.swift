import IPP

/// The attributes of a job and its documents as a client sends them, made from options.
struct JobRequest: Hashable, Sendable {
    var job = AttributeGroup(.job)
    /// Attributes of the request itself that options can set, such as `compression`.
    var operation = AttributeGroup(.operation)
    var subscription = AttributeGroup(.subscription)
    /// MIME type of the documents: to be found out by the server, where nobody says.
    var format = "application/octet-stream"

    init(_ options: [PrintOption]) throws(Failure) {
        for option in options {
            switch option.name {
            case "raw":
                if AttributeText.flag(option.value) == true { format = "application/vnd.cups-raw" }
            case "document-format": format = option.value
            case "landscape":
                if AttributeText.flag(option.value) == true { job.set("orientation-requested", .enum(4)) }
            case "copies":
                // By far the most frequent, and not worth a look into the registry.
                guard let copies = Int32(option.value), copies >= 1 else {
                    throw .usage("copies must be 1 or more, not \"\(option.value)\".")
                }
                job.set("copies", .integer(copies))
            case "job-hold-until": job.set("job-hold-until", try Self.hold(until: option.value))
            default: try add(option)
            }
        }
    }

    private mutating func add(_ option: PrintOption) throws(Failure) {
        if option.name.hasPrefix("notify-") {
            subscription.set(try AttributeText.attribute(option, in: .subscriptionTemplate))
        } else if Registry.attribute(named: option.name, in: .jobTemplate) == nil,
            Registry.attribute(named: option.name, in: .operation) != nil
        {
            operation.set(try AttributeText.attribute(option, in: .operation))
        } else {
            job.set(try AttributeText.attribute(option))
        }
    }

    /// A keyword (`evening`), or a time of day, which servers since CUPS take as a name in UTC.
    static func hold(until text: String) throws(Failure) -> AttributeValue {
        guard text.contains(":") || text.hasPrefix("+") else { return .keyword(text) }
        guard let moment = MomentText.parse(text) else {
            throw .usage(
                "\"\(text)\" is no time to hold a job until: expected 18:00, +2h or a keyword such as evening.")
        }
        let utc = MomentText.rfc3339(moment)
        return .name(String(utc.dropFirst(11).dropLast()))
    }
}
