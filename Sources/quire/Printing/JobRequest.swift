import IPP

/// The attributes of a job and its documents as a client sends them, made from options.
struct JobRequest: Hashable, Sendable {
    var job = AttributeGroup(.job)
    /// Attributes of the request itself that options can set, such as `compression`.
    var operation = AttributeGroup(.operation)
    var subscription = AttributeGroup(.subscription)
    /// MIME type of the documents: to be found out by the server, where nobody says.
    var format = "application/octet-stream"

    init(_ options: [PrintOption], now: Int64) throws(Failure) {
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
            case "job-hold-until": job.set(try Self.hold(until: option.value, now: now))
            case "sides", "media", "print-color-mode", "print-scaling", "output-bin":
                try add(frequent: option)
            default: try add(option)
            }
        }
    }

    /// Keywords that nearly every command line has. The registry is only opened for what needs it: that takes some
    /// milliseconds.
    private mutating func add(frequent option: PrintOption) throws(Failure) {
        guard 1...255 ~= option.value.utf8.count else { return try add(option) }
        let takesNames = option.name == "media" || option.name == "output-bin"
        let isName = takesNames && !AttributeText.isKeyword(option.value)
        job.set(option.name, isName ? .name(option.value) : .keyword(option.value))
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

    /// A keyword (`evening`), or a moment. One within a day goes as a name in UTC, which servers have taken since the
    /// first CUPS; a later one as job-hold-until-time (PWG 5100.11), which they have not.
    static func hold(until text: String, now: Int64) throws(Failure) -> Attribute {
        guard text.contains(where: { $0 == ":" || $0 == "+" || $0.isNumber }) else {
            return Attribute("job-hold-until", .keyword(text))
        }
        guard let moment = MomentText.parse(text, now: now), moment > now else {
            throw .usage(
                "\"\(text)\" is no time to hold a job until: expected 18:00, +2h, 2026-11-22T18:00 or a keyword such as evening."
            )
        }
        guard moment - now < 86_400 else {
            return Attribute("job-hold-until-time", .dateTime(IPPDateTime(secondsSince1970: moment)))
        }
        return Attribute("job-hold-until", .name(String(MomentText.rfc3339(moment).dropFirst(11).dropLast())))
    }
}
