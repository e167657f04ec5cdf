import IPP
import PrintModel

/// Writes event notification groups (RFC 3995 §9.1, RFC 3996 §5.2.2).
struct NotificationDescriber {
    private let context: OperationContext
    private let caller: Caller
    private let person: Person
    /// The name that whoever asks says he has.
    private let label: String?
    /// Names of the jobs that the events are about, for those who may know them.
    private let names: JobNames

    init(_ request: IPPRequest, in context: OperationContext) throws {
        self.context = context
        caller = request.caller
        person = try context.person(of: request)
        label = try request.userLabel()
        names = context.notifier.names
    }

    /// Whether whoever asks may not look at a queue: a subscription to everything has no queue of its own.
    func hides(_ printer: PrinterID) -> Bool {
        guard let printer = context.printers.printer(printer) else { return false }
        return !context.decision(.anyone, person, on: printer).isAllowed
    }

    func group(_ item: Notifier.Notifications.Item, of subscription: Subscription) -> AttributeGroup {
        var group = AttributeGroup(.eventNotification)
        let event = item.event
        func put(_ name: String, _ value: AttributeValue) { group.attributes.append(Attribute(name, value)) }
        let printer = event.printer.flatMap { context.printers.printer($0) }
        let job = event.job.flatMap { names[$0] }
        let isOpen =
            job.map { job in
                context.view(on: printer, owns: owns(job, on: event.printer), for: person).isOpen
            } ?? false
        let isAboutPrinter = !item.kind.isDisjoint(with: .ofPrinters)

        put("notify-charset", .charset("utf-8"))
        put("notify-natural-language", .naturalLanguage("en"))
        put("notify-subscription-id", .integer(subscription.id.rawValue))
        if subscription.isOfSystemURI { put("notify-system-uri", .uri(subscription.uri)) }
        put("notify-printer-uri", .uri(printerURI(of: printer, subscription)))
        put("notify-subscribed-event", .keyword(subscription.subscribedEvent(item.kind)))
        put("notify-sequence-number", .integer(SequenceNumber.wire(item.number)))
        put("printer-up-time", .integer(event.at.upTime))
        put("printer-current-time", .dateTime(event.at.ippDateTime))
        if subscription.isOfSystemURI { put("system-up-time", .integer(event.at.upTime)) }
        put("notify-user-data", .octetString(subscription.userData))
        put(
            "notify-text",
            .text(
                NotificationText(
                    item.kind, event, printer: printer?.name.text, job: isOpen ? job?.name : nil, isOpen: isOpen
                ).sentence.truncated(toOctets: 1023)))

        if let printer { put("printer-name", .name(printer.name.text)) }
        if let id = event.job, !isAboutPrinter { putJob(id, event, isOpen ? job : nil, into: &group) }
        if !item.kind.isDisjoint(with: .ofDocuments) { putDocument(of: event, into: &group) }
        if case .job(let id, _) = subscription.scope, isAboutPrinter { put("notify-job-id", .integer(id.rawValue)) }
        if let status = event.printerStatus, isAboutPrinter || subscription.scope == .system || event.job == nil {
            put("printer-state", .enum(status.state))
            group.attributes.append(Attribute("printer-state-reasons", status.reasons.map { .keyword($0) }))
            put("printer-is-accepting-jobs", .boolean(status.acceptsJobs))
        }
        if event.job == nil, let state = event.state {
            let subject = event.resource == nil ? "system" : "resource"
            put("\(subject)-state", .enum(state.state))
            group.attributes.append(Attribute("\(subject)-state-reasons", state.reasons.map { .keyword($0) }))
        }
        if let resource = event.resource { put("notify-resource-id", .integer(resource.rawValue)) }
        for name in subscription.attributes where group[name] == nil {
            if let value = extra(name, printer, event.job, isOpen ? job : nil) { put(name, value) }
        }
        return group
    }

    /// Whether whoever asks is the one whose job it is, whoever's the subscription may be.
    private func owns(_ job: JobNames.Entry, on printer: PrinterID?) -> Bool {
        Forwarding.brought(by: job.bringer, caller.requester)
            || context.owns(caller.requester, label: label, jobOf: job.owner, on: printer)
    }

    private func putJob(_ id: JobID, _ event: LoggedEvent, _ job: JobNames.Entry?, into group: inout AttributeGroup) {
        // "notify-job-id" is what CUPS' clients look for, "job-id" what RFC 3995 §9.1.2 has.
        group.attributes.append(Attribute("job-id", .integer(id.rawValue)))
        group.attributes.append(Attribute("notify-job-id", .integer(id.rawValue)))
        if let job { group.attributes.append(Attribute("job-name", .name(job.name))) }
        if let state = event.state {
            group.attributes.append(Attribute("job-state", .enum(state.state)))
            group.attributes.append(Attribute("job-state-reasons", state.reasons.map { .keyword($0) }))
        }
        if let impressions = event.impressions {
            group.attributes.append(Attribute("job-impressions-completed", .integer(Int32(clamping: impressions))))
        }
    }

    /// Which document it is about, and how it is (PWG 5100.5 §9.1).
    private func putDocument(of event: LoggedEvent, into group: inout AttributeGroup) {
        guard let number = event.document, let state = event.documentState, let job = event.state else { return }
        let reason: String =
            switch state {
            case .pending: "none"
            case .processing, .stopped: event.isStoppingDocument ? "processing-to-stop-point" : "printing"
            case .canceled: job.reasons.first { $0.hasPrefix("job-canceled-") }?.withoutJob ?? "canceled-by-user"
            case .aborted: "aborted-by-system"
            case .completed: "completed-successfully"
            }
        group.attributes.append(Attribute("document-number", .integer(Int32(clamping: number))))
        group.attributes.append(Attribute("document-state", .enum(state.rawValue)))
        group.attributes.append(Attribute("document-state-reasons", .keyword(reason)))
    }

    private func printerURI(of printer: Printer?, _ subscription: Subscription) -> String {
        guard case .system = subscription.scope, let printer else { return subscription.uri }
        let scheme = caller.usesTLS ? "ipps" : "ipp"
        return "\(scheme)://\(caller.uriAuthority)/printers/\(printer.name.inURI)"
    }

    /// A value of "notify-attributes"; `nil` where there is nothing of it to say.
    private func extra(_ name: String, _ printer: Printer?, _ id: JobID?, _ job: JobNames.Entry?) -> AttributeValue? {
        switch name {
        case "printer-uuid": printer.map { .uri(UUIDText.urn($0.uuid)) }
        case "printer-info": printer.map { .text($0.info.isEmpty ? $0.name.text : $0.info) }
        case "printer-location": printer.map { .text($0.location) }
        case "job-uri": id.map { .uri(JobURI(caller)[$0]) }
        case "job-uuid": id.map { .uri(UUIDText.urn(JobUUID.bytes(of: $0, in: context))) }
        case "job-originating-user-name": job.map { .name($0.owner.user) }
        case "time-at-creation": job.map { .integer($0.createdAt.upTime) }
        case "date-time-at-creation": job.map { .dateTime($0.createdAt.ippDateTime) }
        default: nil
        }
    }
}

extension Subscription {
    /// The keyword that was subscribed to and brought this: the very one, else the first it is below of.
    func subscribedEvent(_ kind: EventKinds) -> String {
        if let keyword = kind.keyword, events.contains(keyword) { return keyword }
        let found = events.first { EventKinds(subscribed: $0)?.isSuperset(of: kind) ?? false }
        guard let found, found != "all" else { return kind.keyword ?? "none" }
        return found
    }

    /// Whether it was made with a "system-uri" (PWG 5100.22) and not in CUPS' way on `/`.
    var isOfSystemURI: Bool { scope == .system && uri.hasSuffix("/ipp/system") }
}

extension LoggedEvent {
    fileprivate var isStoppingDocument: Bool {
        what == JobEvent.Kind.documentCanceled.rawValue || state?.reasons.contains("processing-to-stop-point") == true
    }
}

extension String {
    fileprivate var withoutJob: String { hasPrefix("job-") ? String(dropFirst(4)) : self }
}
