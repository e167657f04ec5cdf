/// The values of "blocker-code": every reason there is why a job is not printed yet. docs/EXPLAIN.md says what each one
/// means; a test compares the two.
enum BlockerCode: String, CaseIterable, Sendable {
    // The server itself.
    case storeReadOnly = "store-read-only"
    case spoolFull = "spool-full"
    case serverTrouble = "server-trouble"
    // The job.
    case heldUser = "held-user"
    case heldUntil = "held-until"
    case heldNewJobs = "held-new-jobs"
    case heldFailed = "held-failed"
    case convertFailed = "convert-failed"
    case unsupportedFormat = "unsupported-format"
    case heldAuth = "held-auth"
    case printedUnconfirmed = "printed-unconfirmed"
    case heldPassword = "held-pin"
    case heldRelease = "release"
    case interrupted
    case suspended
    case proofPrinted = "proof-printed"
    case outputDelayed = "output-delayed"
    case needsData = "needs-data"
    case mediaMismatch = "media-mismatch"
    // Its printer.
    case printerPaused = "printer-paused"
    case printerShutDown = "printer-shut-down"
    case printerDeactivated = "printer-deactivated"
    case printerUnreachable = "printer-unreachable"
    case printerBusy = "printer-busy"
    case printerNeeds = "printer-needs"
    case printerFailed = "printer-failed"
    case printerMisconfigured = "printer-misconfigured"
    case noMember = "no-member"
    // Its turn.
    case behindJobs = "behind-jobs"
    // It is being printed.
    case converting
    case printing
    case printerStalled = "printer-stalled"
}
