internal import IPP

extension Printer {
    /// Whether a queue is at work at all (RFC 3998 §3.4 and §3.5).
    ///
    /// People decide it, as they do ``Printer/isPaused``, and it stays decided: a queue that was shut down is still shut
    /// down when the daemon starts again, because what RFC 3998 calls power-up is its own operation here
    /// (Startup-Printer). Both states that are not ``on`` come with ``Printer/isPaused``, and without
    /// ``Printer/acceptsJobs``.
    public enum Power: String, Hashable, Sendable, CaseIterable {
        case on
        /// Finishes what it prints, and answers questions; until Activate-Printer.
        case deactivated
        /// The same, and as good as switched off; until Startup-Printer.
        case shutDown = "shutdown"
    }

    public var power: Power {
        get { attributes[Self.powerAttribute]?.values.first?.stringValue.flatMap { Power(rawValue: $0) } ?? .on }
        set {
            if newValue == .on {
                attributes.remove(Self.powerAttribute)
            } else {
                attributes.set(Attribute(Self.powerAttribute, .keyword(newValue.rawValue)))
            }
        }
    }

    static let powerAttribute = "quire-printer-power"

    /// Deactivate-Printer and Shutdown-Printer: Disable-Printer and Pause-Printer-After-Current-Job at once
    /// (RFC 3998 §3.4.1, §3.5.2).
    public mutating func turnOff(_ power: Power, because reason: String, by record: PauseRecord? = nil) {
        // What is shut down is not made less so.
        if self.power != .shutDown { self.power = power }
        (isPaused, acceptsJobs) = (true, false)
        stateMessage = reason
        if let record { keep(record) }
    }

    /// As after Activate-Printer, Startup-Printer and Restart-Printer: idle, with nothing that people had decided about
    /// its state (RFC 3998 §3.4.2, §3.5.1, §3.5.3).
    public mutating func turnOn(acceptingJobs acceptsJobs: Bool) {
        power = .on
        (isPaused, holdsNewJobs, self.acceptsJobs) = (false, false, acceptsJobs)
        stateMessage = ""
    }
}

// MARK: - What a change was

extension Printer {
    /// Whether something differs that "printer-state-change-time" is about: the state, its reasons, its message.
    public func hasOtherState(than before: Printer) -> Bool {
        isPaused != before.isPaused || acceptsJobs != before.acceptsJobs || holdsNewJobs != before.holdsNewJobs
            || stateMessage != before.stateMessage || power != before.power || pauseRecord != before.pauseRecord
    }

    /// Whether something differs that "printer-config-change-time" is about: anything else a person can set.
    public func hasOtherConfiguration(than before: Printer) -> Bool {
        name.text != before.name.text || deviceURI != before.deviceURI || info != before.info
            || location != before.location || isShared != before.isShared
            || configuration != before.configuration
    }

    /// To be called for a change that is one of the configuration.
    public mutating func countConfigChange(at now: Moment) {
        configChangedAt = now
        configChanges = configChanges == .max ? .max : configChanges + 1
    }

    private var configuration: AttributeGroup {
        var attributes = attributes
        attributes.remove(Self.powerAttribute)
        for name in Self.pauseAttributes { attributes.remove(name) }
        return attributes
    }
}
