extension Job {
    /// "job-state-reasons" (RFC 8011 §5.3.8).
    public func stateReasons(printerIsPaused: Bool) -> [String] {
        var reasons: [String] = []
        if lifecycle.isOpen { reasons.append("job-incoming") }
        switch state {
        case .held: reasons.append(heldReason)
        case .pending:
            if lifecycle.isOpen { reasons.append("job-data-insufficient") }
            if printerIsPaused { reasons.append("printer-stopped") }
        case .processing, .stopped:
            reasons.append(lifecycle.isToStop ? "processing-to-stop-point" : "job-printing")
        case .canceled: reasons.append("job-canceled-by-\(lifecycle.cancelRequested?.rawValue ?? "user")")
        case .aborted: reasons.append("aborted-by-system")
        case .completed: reasons.append("job-completed-successfully")
        }
        if lifecycle.isFinished, hasDocuments { reasons.append("job-restartable") }
        return reasons.isEmpty ? ["none"] : reasons
    }

    private var heldReason: String {
        switch lifecycle.hold {
        case .onArrival: "job-held-on-create"
        case .failed: "job-held-for-review"
        case .none, .indefinite, .until: "job-hold-until-specified"
        }
    }
}
