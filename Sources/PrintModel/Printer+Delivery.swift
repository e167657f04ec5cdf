internal import IPP

/// What is done when a device fails; values of "printer-error-policy". CUPS' names mean the nearest of ours.
public enum ErrorPolicy: String, CaseIterable, Sendable {
    /// The job stays first; the device is asked again and again, and printing goes on by itself. CUPS: `retry-job`.
    case waitAndResume = "wait-and-resume"
    /// The same, and no other job goes before it. CUPS has the same word.
    case retryCurrentJob = "retry-current-job"
    /// The job is set aside for a person, the next is tried.
    case holdJob = "hold-job"
    /// The job is given up, the next is tried. CUPS has the same word.
    case abortJob = "abort-job"
    /// The queue is paused until a person resumes it: only where a person chose this. CUPS has the same word.
    case stopPrinter = "stop-printer"

    /// Also takes CUPS' names.
    public init?(name: String) {
        if name == "retry-job" {
            self = .waitAndResume
        } else if let policy = Self(rawValue: name) {
            self = policy
        } else {
            return nil
        }
    }
}

/// What is promised when nobody can say whether a job was printed; values of "quire-delivery".
public enum DeliveryPromise: String, CaseIterable, Sendable {
    /// It is printed again, and says so: rather two than none. For offices.
    case atLeastOnce = "at-least-once"
    /// It is held until somebody has looked: rather none than two. For cheques, prescriptions, labels with numbers.
    case atMostOnce = "at-most-once"
}

extension Printer {
    public var errorPolicy: ErrorPolicy {
        attributes["printer-error-policy"]?.values.first?.stringValue.flatMap { ErrorPolicy(name: $0) }
            ?? .waitAndResume
    }

    public var deliveryPromise: DeliveryPromise {
        attributes["quire-delivery"]?.values.first?.stringValue.flatMap { DeliveryPromise(rawValue: $0) }
            ?? .atLeastOnce
    }
}
