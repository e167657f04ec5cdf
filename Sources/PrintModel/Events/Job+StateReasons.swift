extension Job {
    /// "job-state-reasons" (RFC 8011 §5.3.8).
    public func stateReasons(printerIsPaused: Bool) -> [String] {
        var reasons: [String] = []
        if lifecycle.isOpen { reasons.append("job-incoming") }
        switch state {
        case .held: reasons += heldReasons
        case .pending:
            if lifecycle.isOpen { reasons.append("job-data-insufficient") }
            if printerIsPaused { reasons.append("printer-stopped") }
        case .processing: reasons += processingReasons
        case .stopped: reasons += stoppedReasons
        case .canceled: reasons.append(canceledReason)
        case .aborted:
            reasons.append("aborted-by-system")
            if lifecycle.hold == .interrupted { reasons.append("submission-interrupted") }
        case .completed: reasons.append("job-completed-successfully")
        }
        if lifecycle.isFinished, hasDocuments { reasons.append("job-restartable") }
        return reasons.isEmpty ? ["none"] : reasons
    }

    /// Why it is held: its hold, and what is still to be done at the printer.
    public var heldReasons: [String] {
        var reasons: [String] = []
        switch lifecycle.hold {
        case .none, .suspended, .approval: break
        case .onArrival: reasons.append("job-held-on-create")
        case .failed, .unconfirmed: reasons.append("job-held-for-review")
        case .interrupted: reasons.append("submission-interrupted")
        case .authentication: reasons.append("cups-held-for-authentication")
        case .delayed: reasons.append("job-delay-output-until-specified")
        case .indefinite, .until: reasons.append("job-hold-until-specified")
        }
        switch lifecycle.lock {
        case .none: break
        case .password: reasons.append("job-password-wait")
        case .button: reasons.append("job-held-for-button-press")
        case .authorization: reasons.append("job-held-for-authorization")
        }
        return reasons
    }

    private var processingReasons: [String] {
        guard lifecycle.isToStop else { return ["job-printing"] }
        let isSuspension = lifecycle.cancelRequested == nil && lifecycle.hold.isSuspension
        return isSuspension ? ["job-printing", "job-suspending"] : ["processing-to-stop-point"]
    }

    /// PWG 5100.11 has the longer words, RFC 3998 §6.1 the first.
    private var stoppedReasons: [String] {
        switch lifecycle.hold {
        case .approval: ["job-suspended", "job-suspended-for-approval"]
        case .suspended(.user): ["job-suspended", "job-suspended-by-user"]
        case .suspended(.operator_): ["job-suspended", "job-suspended-by-operator"]
        default: ["job-suspended", "job-suspended-by-system"]
        }
    }

    private var canceledReason: String {
        switch lifecycle.cancelRequested {
        case .operator_: "job-canceled-by-operator"
        case .device: "job-canceled-at-device"
        case .timeout: "job-canceled-after-timeout"
        case .user, nil: "job-canceled-by-user"
        }
    }
}
