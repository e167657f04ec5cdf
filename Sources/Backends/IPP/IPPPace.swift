/// How often a printer is asked, and how long it is waited for. Tests are quicker.
struct IPPPace: Sendable {
    /// Until a printer has answered a question; some are slow to wake.
    var answerMost = Duration.seconds(30)
    /// A connection that was quiet for longer is not used for what must not be done twice: printers close theirs unasked.
    var warmMost = Duration.seconds(2)
    /// Between two questions what became of a job: at first, and at most.
    var jobFirst = Duration.milliseconds(100)
    var jobMost = Duration.seconds(5)
    /// How long a job may lie there before the printer itself is asked what it waits for.
    var jobQuiet = Duration.seconds(2)
    /// Between two looks whether it still takes bytes.
    var feedLook = Duration.seconds(5)
    /// Without a byte for so long it is asked how it is.
    var feedQuiet = Duration.seconds(20)
    /// A printer that does not answer is asked again: at first, and at most.
    var awayFirst = Duration.seconds(1)
    var awayMost = Duration.seconds(30)
    /// For taking a job back that was cancelled here.
    var cancelMost = Duration.seconds(10)
    /// Between two looks at a printer that prints nothing for us; at random up to a third more or less.
    var idleLook = Duration.seconds(300)
    /// The same while a job is with it, or after trouble.
    var busyLook = Duration.seconds(20)
    /// A job that gets no data for so long after it was begun is not whole.
    var incompleteMost = Duration.seconds(15)

    /// The next pause, half as long again.
    static func longer(_ pause: Duration, most: Duration) -> Duration { min(pause * 3 / 2, most) }
}
