import ArgumentParser
import IPP
import IPPClient

/// `quirectl device watch`
struct DeviceWatch: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Tell which devices come and go, a line each time.",
        discussion: "Until you interrupt it. -o ndjson writes the device each time as a line of JSON.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Option(help: "Only those of this scheme, such as usb or ipps; can be given several times.")
    var scheme: [String] = []
    @Option(help: "How long to look each time: 5s.") var look: TimeLimit = .milliseconds(5_000)
    @Option(help: "End after this time.") var wait: TimeLimit = .forever

    func run(_ control: Control) async throws -> ExitStatus {
        let stopwatch = control.session.stopwatch
        let deadline = Deadline(wait, by: stopwatch)
        var known: [String: AttributeGroup] = [:]
        while true {
            let found = try await control.server.devices(ofSchemes: scheme, within: look)
            let now = Dictionary(
                found.map { ($0["device-uri"]?.stringValue ?? "", $0) }, uniquingKeysWith: { first, _ in first })
            for device in found where known[device["device-uri"]?.stringValue ?? ""] == nil {
                tell(device, isThere: true, control)
            }
            for (uri, device) in known.sorted(by: { $0.key < $1.key }) where now[uri] == nil {
                tell(device, isThere: false, control)
            }
            known = now
            if deadline.isOver { return .done }
            try await stopwatch.sleep(control.session.pause)
        }
    }

    private func tell(_ device: AttributeGroup, isThere: Bool, _ control: Control) {
        let output = control.session.output
        func text(_ name: String) -> String { device[name]?.stringValue ?? "" }
        if control.isForPrograms {
            var device = device
            device.set("quire-device-state", .keyword(isThere ? "found" : "gone"))
            output.print(JSON(device.attributes).text)
        } else if control.format == .name {
            output.print(text("device-uri"))
        } else {
            let state = control.paint(isThere ? "found" : "gone ", isThere ? .green : .faint)
            output.print(
                "\(MomentText.clock(control.session.now()))  \(state)  \(text("device-uri").harmless)  "
                    + text("device-make-and-model").harmless)
        }
        output.flush()
    }
}

extension PrintServer {
    /// What the server finds.
    func devices(ofSchemes schemes: [String], within limit: TimeLimit) async throws -> [AttributeGroup] {
        var request = request(.cupsGetDevices, .server)
        let seconds = limit.duration.map { Int32(clamping: max(1, $0.components.seconds)) }
        request.update(.operation) { group in
            group.remove("printer-uri")
            if let seconds { group.set("timeout", .integer(seconds)) }
            if !schemes.isEmpty { group.set(Attribute("include-schemes", schemes.map(AttributeValue.name))) }
        }
        let answer = try await client.send(request, to: "/")
        if answer.status == .notFound { return [] }
        try answer.requireDone(.cupsGetDevices)
        return answer.groups.filter { $0.tag == .printer }
    }
}
