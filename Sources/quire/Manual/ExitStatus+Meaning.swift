extension ExitStatus {
    /// A number, in a few words and in a sentence.
    struct Meaning: Sendable {
        let code: Int32
        let short: String
        let long: String

        init(_ status: ExitStatus, _ short: String, _ long: String) {
            code = status.code
            self.short = short
            self.long = long
        }
    }

    /// What the numbers of `quirectl` say.
    static let meanings = [
        Meaning(.done, "done", "All was done."),
        Meaning(.failed, "failed", "It failed, for none of the reasons below."),
        Meaning(.partlyDone, "partly done", "Some of several were done; JSON says what became of each."),
        Meaning(.notFound, "not found", "There is no such printer or job."),
        Meaning(.notAllowed, "not allowed", "Not allowed, or a login is needed."),
        Meaning(.unreachable, "server unreachable", "The server does not answer."),
        Meaning(.timedOut, "timed out", "The time to wait was over first."),
        Meaning(
            .refusedInThisState, "refused in this state",
            "Not possible as things are: the printer is paused or has jobs, the job is over."),
        Meaning(.configurationInvalid, "configuration invalid", "The configuration is not valid."),
        Meaning(.refusedByPolicy, "refused by policy", "A quota or a rule says no."),
        Meaning(.jobCancelled, "cancelled while waited for", "The job that was waited for was cancelled."),
        Meaning(.jobFailed, "failed while waited for", "The job that was waited for failed."),
        Meaning(.jobHeld, "held while waited for", "The job that was waited for is held."),
        Meaning(.usage, "wrong usage", "The command line is wrong."),
        Meaning(.interrupted, "interrupted", "Somebody interrupted it."),
    ]
}
