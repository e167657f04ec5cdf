import IPP
import PrintModel

/// Writes the attributes of a Job object (RFC 8011 §5.3).
struct JobDescription {
    let job: Job
    /// `nil` for a job whose printer is gone.
    let printer: Printer?
    let context: OperationContext
    let caller: Caller
    /// What of it whoever asks sees.
    let view: JobView
    let now: Moment
    /// What only costs when asked for: see ``JobDetails``.
    var details = JobDetails()

    func group(_ requested: RequestedAttributes) -> AttributeGroup {
        var writer = AttributeWriter(requested)
        putIdentity(into: &writer)
        putState(into: &writer)
        putTimes(into: &writer)
        putSizes(into: &writer)
        putExplanation(into: &writer)
        var own = AttributeWriter(requested)
        putOwnerAndTicket(into: &own)
        guard !view.isOpen else { return AttributeGroup(.job, writer.attributes + own.attributes) }
        let seen =
            writer.attributes.filter { !view.hidesPublic($0.name) }
            + own.attributes.filter { !view.hidesOwn($0.name, isTemplate: Self.isTemplate($0.name)) }
        return AttributeGroup(.job, seen)
    }

    private static func isTemplate(_ name: String) -> Bool {
        kind(of: name) == .template && !ownDescriptions.contains(name)
    }

    private static let ownDescriptions: Set<String> = [
        "document-format", "document-format-supplied", "document-name-supplied", "job-name",
        "job-originating-host-name", "job-originating-user-name",
    ]

    private func putIdentity(into writer: inout AttributeWriter) {
        writer.put("job-uri", .uri(JobURI(caller)[job.id]))
        writer.put("job-id", .integer(job.id.rawValue))
        writer.put("job-uuid", .uri(JobUUID.urn(of: job, in: context)))
        if let printer {
            writer.put("job-printer-uri", .uri("ipp://\(authority)\(printer.pathInURI)"))
        }
        if let member = job.member.flatMap({ context.printers.printer($0) }) {
            writer.put("output-device-assigned", .name(member.name.text))
        }
        writer.put("job-more-info", .uri("http://\(authority)/jobs/\(job.id)"))
    }

    private func putState(into writer: inout AttributeWriter) {
        writer.put("job-state", .enum(job.state.rawValue))
        writer.put(
            "job-state-reasons",
            job.stateReasons(printerIsPaused: printer?.isPaused == true).map { .keyword($0) })
        writer.put("job-state-message", .text(message.truncated(toOctets: 1023)))
        if let printer,
            writer.requested.wantsAny("job-printer-state-message", "job-printer-state-reasons", kind: .description)
        {
            let status = PrinterStatus(of: printer, in: context)
            writer.put("job-printer-state-message", .text(status.message.truncated(toOctets: 1023)))
            writer.put("job-printer-state-reasons", status.reasons.map { .keyword($0) })
        }
        if let before = details.jobsBefore {
            writer.put("number-of-intervening-jobs", .integer(Int32(clamping: before)))
        }
    }

    private func putTimes(into writer: inout AttributeWriter) {
        func put(_ event: String, _ moment: Moment?) {
            writer.put("time-at-\(event)", moment.map { .integer($0.upTime) } ?? .outOfBand(.noValue))
            writer.put("date-time-at-\(event)", moment.map { .dateTime($0.ippDateTime) } ?? .outOfBand(.noValue))
        }
        put("creation", job.createdAt)
        put("processing", job.processingAt)
        put("completed", job.finishedAt)
        writer.put("job-printer-up-time", .integer(now.upTime))
    }

    private func putSizes(into writer: inout AttributeWriter) {
        let kOctets = Int32(clamping: (job.octets + 1023) / 1024)
        writer.put("job-k-octets", .integer(kOctets))
        writer.put("job-k-octets-processed", .integer(job.state == .completed ? kOctets : 0))
        writer.put("number-of-documents", .integer(Int32(clamping: job.documentCount)))
        if let plan = counters.progress?.plan { writer.put("quire-plan", .text(plan.truncated(toOctets: 1023))) }
        counters.put(into: &writer)
    }

    private var counters: JobCounters {
        JobCounters(
            job: job, facts: printer.map(context.facts.facts(of:)), documents: details.documents,
            progress: job.state == .processing ? context.progress.report(of: job.id) : nil, now: now)
    }

    private func putOwnerAndTicket(into writer: inout AttributeWriter) {
        writer.put("job-name", .name(job.name))
        writer.put("job-originating-user-name", .name(job.owner.user))
        writer.put("job-originating-host-name", .name(job.owner.host))
        writer.put("job-priority", .template, .integer(Int32(clamping: job.priority)))
        // Also where nothing holds it: CUPS' clients and their tests look for "no-hold".
        if let hold = holdValue { writer.put("job-hold-until", .template, hold) }
        if case .until(let moment, nil) = job.lifecycle.hold {
            writer.put("job-hold-until-time", .template, .dateTime(moment.ippDateTime))
        }
        if case .delayed(let moment, let keyword) = job.lifecycle.hold {
            if let moment, keyword == nil {
                writer.put("job-delay-output-until-time", .template, .dateTime(moment.ippDateTime))
            } else {
                let word = keyword ?? "indefinite"
                let isKeyword = HoldPeriod(rawValue: word) != nil || keyword == nil
                writer.put("job-delay-output-until", .template, isKeyword ? .keyword(word) : .name(word))
            }
        }
        // "job-uuid" is put above.
        for attribute in job.attributes.attributes
        where !Ticket.isPassword(attribute.name) && attribute.name != "job-uuid" {
            writer.put(attribute, Self.kind(of: attribute.name))
        }
        counters.putActual(into: &writer)
        for attribute in details.documentAttributes { writer.put(attribute, .description) }
    }

    private func putExplanation(into writer: inout AttributeWriter) {
        if let blockers = details.blockers { writer.put("quire-job-blockers", .byNameOnly, blockers.map(\.collection)) }
        if let timeline = details.timeline, view.isOpen {
            writer.put("quire-job-timeline", .byNameOnly, timeline.map(\.collection))
        }
    }

    private static func kind(of name: String) -> RequestedAttributes.Kind {
        if name.hasSuffix("-actual") { return .actual }
        return KeptAttribute.isDescription(name) ? .description : .template
    }

    private var authority: String { caller.uriAuthority }

    private var holdValue: AttributeValue? {
        switch job.lifecycle.hold {
        case .none: .keyword("no-hold")
        case .indefinite, .onArrival: .keyword("indefinite")
        case .failed: .keyword(job.state == .held ? "indefinite" : "no-hold")
        case .until(_, let keyword?): HoldPeriod(rawValue: keyword) == nil ? .name(keyword) : .keyword(keyword)
        case .until(_, nil): nil
        // Not held, but suspended; or held for another reason, which has an attribute of its own.
        case .suspended, .approval, .delayed: .keyword("no-hold")
        case .interrupted, .authentication, .unconfirmed: .keyword(job.state == .held ? "indefinite" : "no-hold")
        }
    }

    /// "job-state-message": what happened last, or why it waits, in the scheduler's own words.
    private var message: String {
        if !job.lifecycle.isFinished, let first = details.blockers?.first { return first.text }
        // What a converter or a device says of a job may have its title in it.
        return view.isOpen ? job.message : ""
    }
}

/// "job-uri"s as whoever asks can use them.
struct JobURI {
    private let root: String

    init(_ caller: Caller) {
        let scheme = caller.usesTLS ? "ipps" : "ipp"
        root = "\(scheme)://\(caller.uriAuthority)/jobs/"
    }

    subscript(id: JobID) -> String { root + String(id.rawValue) }
}

/// What about a job has to be looked up besides its row, and only when it was asked for.
struct JobDetails: Sendable {
    var jobsBefore: Int?
    var documentAttributes: [Attribute] = []
    /// Where they were needed.
    var documents: [Document]?
    var blockers: [ExplainedBlocker]?
    var timeline: [TimelineEntry]?

    init() {}

    /// - Parameter explanation: how far, and for whom, it is looked into why the job waits.
    init(of job: Job, printer: Printer?, _ requested: RequestedAttributes, _ explanation: Explanation) async throws {
        let context = explanation.context
        let waits = job.state == .pending || job.state == .held
        if requested.wants("number-of-intervening-jobs", .description) {
            jobsBefore = waits ? try await context.jobs.jobsBefore(job, max: 10_000) : 0
        }
        if requested.wantsAny("quire-job-blockers", kind: .byNameOnly)
            || requested.wantsAny("job-state-message", kind: .description)
        {
            var explanation = explanation
            let wantsAll = requested.wants("quire-job-blockers", .byNameOnly)
            if explanation.depth == .whole, !wantsAll { explanation.depth = .first }
            blockers = try await explanation.blockers(of: job, on: printer)
        }
        if requested.wants("quire-job-timeline", .byNameOnly), explanation.isOpen {
            timeline = TimelineEntry.entries(of: try await context.jobs.events(of: job.id))
        }
        // Of the only document of a job, the job itself knows the pages.
        if job.documentCount > 1, requested.wantsAny("job-impressions", "job-media-sheets", kind: .description) {
            documents = try await context.jobs.documents(of: job.id)
        }
        if requested.wantsAny(
            "document-name-supplied", "document-format-supplied", "document-format", kind: .description)
        {
            let first = if let documents { documents.first } else { try await context.jobs.documents(of: job.id).first }
            documentAttributes = Self.attributes(of: first)
        }
    }

    /// Of the first document only: one name, one value, however many documents there are.
    private static func attributes(of document: Document?) -> [Attribute] {
        guard let document else { return [] }
        var attributes = [Attribute("document-format", .mimeMediaType(document.format))]
        if let supplied = document.formatSupplied {
            attributes.append(Attribute("document-format-supplied", .mimeMediaType(supplied)))
        }
        if let name = document.name { attributes.append(Attribute("document-name-supplied", .name(name))) }
        return attributes
    }
}
