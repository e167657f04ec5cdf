/// Through which servers a job has come. A server that passes a job on to a queue of another says what it and those before it
/// call the job; so queues that point at each other in a circle are found out before anything is printed, and the job can be
/// traced back to where it was made.
public enum JobRoute {
    /// An operation attribute of creation requests and a Job Description attribute, 1setOf uri: "job-uuid" at each server,
    /// the first one's first.
    public static let attribute = "quire-route"
    /// A Printer Description attribute, integer: a server that has it understands ``attribute``.
    public static let mostAttribute = "quire-route-max"
    /// Servers that a job may have come through: more than any office has behind one another.
    public static let most = 8
}
