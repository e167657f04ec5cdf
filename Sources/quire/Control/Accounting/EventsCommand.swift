import ArgumentParser
import IPP
import IPPClient

/// `quirectl events`
struct EventsCommand: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Tell what happens on the server, a line each time.",
        discussion: """
            Until you interrupt it. It subscribes for that and ends the subscription with itself. With --keep the \
            subscription, whose number is told, stays for its lease of an hour: --subscription and --since then go on \
            where you were, and nothing of the last five minutes is missed. -o ndjson (or --json) writes each event as a line of JSON, with \
            notify-subscription-id and notify-sequence-number in it.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @Option(help: "Only of this printer and its jobs.") var printer: String?
    @Option(help: "Only these events, such as job-completed; several with commas.") var event: String?
    @Option(help: "Go on with this subscription.") var subscription: Int32?
    @Option(help: "From the event with this number on.") var since: Int32?
    @Flag(help: "Leave the subscription there at the end.") var keep = false
    @Option(help: "End after so many events.") var count: Int?
    @Option(help: "End after this time.") var wait: TimeLimit = .forever

    func validate() throws {
        if subscription != nil, event != nil { throw ValidationError("--subscription has its events already.") }
        if since != nil, subscription == nil { throw ValidationError("--since is a number of a --subscription.") }
        if let since, since < 1 { throw ValidationError("--since is 1 or more.") }
        if let count, count < 1 { throw ValidationError("--count is 1 or more.") }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        let server = control.server
        let target = printer.map(PrintServer.Target.printer) ?? .server
        let events = event?.split(separator: ",").map(String.init) ?? Self.everything
        let id: Int32
        if let subscription {
            id = subscription
        } else {
            id = try await server.subscribe(to: events, of: target, lease: Self.leaseSeconds)
        }
        if keep { control.session.errors.print("\(control.session.name): subscription \(id)") }
        let follower = EventFollower(id, of: target, from: since ?? 1, on: server)
        do {
            try await follow(follower, control)
        } catch {
            await end(id, target, server)
            throw error
        }
        await end(id, target, server)
        return .done
    }

    private func end(_ id: Int32, _ target: PrintServer.Target, _ server: PrintServer) async {
        guard !keep, subscription == nil else { return }
        // It ends with its lease where it cannot be ended now.
        _ = try? await server.cancelSubscription(id, of: target)
    }

    private func follow(_ follower: EventFollower, _ control: Control) async throws {
        let stopwatch = control.session.stopwatch
        let deadline = Deadline(wait, by: stopwatch)
        var renewed = stopwatch.read()
        var left = count ?? .max
        var follower = follower
        while left > 0 {
            let (events, isOver) = try await follower.next(waits: wait == .forever)
            for event in events.prefix(left) { tell(event, control) }
            left -= min(left, events.count)
            if isOver || deadline.isOver || left == 0 { return }
            if stopwatch.read() - renewed > .seconds(Int64(Self.leaseSeconds) / 2) {
                try await follower.renew(Self.leaseSeconds)
                renewed = stopwatch.read()
            }
            if wait != .forever { try await stopwatch.sleep(control.session.pause) }
        }
    }

    /// All there is to hear, but for how far jobs are: that comes every second.
    private static let everything = [
        "job-state-changed", "job-config-changed", "document-state-changed", "document-config-changed",
        "printer-state-changed", "printer-config-changed", "printer-queue-order-changed", "printer-created",
        "printer-deleted",
    ]

    private static let leaseSeconds: Int32 = 3600

    private func tell(_ event: AttributeGroup, _ control: Control) {
        let output = control.session.output
        func text(_ name: String) -> String { event[name]?.stringValue ?? "" }
        let number = event["notify-sequence-number"]?.integerValue ?? 0
        switch control.format {
        case .json, .ndjson: output.print(JSON(event.attributes).text)
        case .name: output.print("\(number)")
        case .csv, .table, .wide:
            var moment = control.session.now()
            if case .dateTime(let time)? = event["printer-current-time"]?.values.first {
                moment = time.secondsSince1970
            }
            let kind = text("notify-subscribed-event")
            let words = [
                MomentText.clock(moment), control.paint(kind.padded(to: 28), Self.color(of: event)),
                text("notify-text").harmless,
            ]
            output.print("\(number)\t" + words.joined(separator: "  "))
        }
        output.flush()
    }

    private static func color(of event: AttributeGroup) -> Color? {
        switch event["job-state"]?.integerValue {
        case JobState.completed.rawValue: .green
        case JobState.aborted.rawValue: .red
        default: event["printer-state"]?.integerValue == 5 ? .yellow : nil
        }
    }
}

/// Goes through the events of a subscription, one answer after the other (RFC 3996 §5).
struct EventFollower: Sendable {
    private let id: Int32
    private let target: PrintServer.Target
    private let server: PrintServer
    private var next: Int32

    init(_ id: Int32, of target: PrintServer.Target, from next: Int32, on server: PrintServer) {
        self.id = id
        self.target = target
        self.next = next
        self.server = server
    }

    /// - Parameter waits: whether the answer may come later, when something has happened.
    mutating func next(waits: Bool) async throws -> (events: [AttributeGroup], isOver: Bool) {
        var request = server.request(.getNotifications, target)
        request.update(.operation) { group in
            group.set("notify-subscription-ids", .integer(id))
            group.set("notify-sequence-numbers", .integer(next))
            group.set("notify-wait", .boolean(waits))
        }
        let answer = try await server.client.send(request, to: "/")
        if answer.status == .notFound {
            throw Failure(.notFound, code: "subscription-not-found", "subscription \(id) is not there any more.")
        }
        try answer.requireDone(.getNotifications)
        let events = answer.groups.filter { $0.tag == .eventNotification }
        if let last = events.last?["notify-sequence-number"]?.integerValue { next = last &+ 1 }
        return (events, answer.status == .okEventsComplete)
    }

    func renew(_ seconds: Int32) async throws {
        var request = server.request(.renewSubscription, target)
        request.update(.operation) { group in
            group.set("notify-subscription-id", .integer(id))
            group.set("notify-lease-duration", .integer(seconds))
        }
        try await server.client.send(request, to: "/").requireDone(.renewSubscription)
    }
}

extension PrintServer {
    /// Subscribes to events that are asked for; gives back the subscription's number.
    func subscribe(to events: [String], of target: Target, lease: Int32) async throws -> Int32 {
        var request = request(.createPrinterSubscriptions, target)
        request.groups.append(
            AttributeGroup(
                .subscription,
                [
                    Attribute("notify-pull-method", .keyword("ippget")),
                    Attribute("notify-events", events.map(AttributeValue.keyword)),
                    Attribute("notify-lease-duration", .integer(lease)),
                ]))
        let answer = try await client.send(request, to: "/")
        if answer.status == .notFound, case .printer(let name) = target { throw await unknownPrinter(name) }
        try answer.requireDone(.createPrinterSubscriptions)
        guard let id = answer[.subscription]?["notify-subscription-id"]?.integerValue else {
            throw Failure(.failed, code: "no-subscription", "the server made no subscription.")
        }
        let refused = answer.groups.first { $0.tag == .subscription }?["notify-events"]?.stringValues ?? []
        guard refused.isEmpty else {
            _ = try? await cancelSubscription(id, of: target)
            throw Failure.usage("the server knows no event \(refused.joined(separator: ", ")).")
        }
        return id
    }

    func cancelSubscription(_ id: Int32, of target: Target) async throws {
        var request = request(.cancelSubscription, target)
        request.update(.operation) { $0.set("notify-subscription-id", .integer(id)) }
        try await client.send(request, to: "/").requireDone(.cancelSubscription)
    }
}
