internal import PrintModel

extension DeliveryOutcome {
    /// What it means for a job that a document could not be read, or the store did not answer.
    static func readingFailed(_ error: any Error) -> DeliveryOutcome {
        switch error {
        case is CancellationError, is GateShut, StoreError.fenced: .stopped
        case let problem as ConversionProblem: .refused(because: problem.text)
        case StoreError.damaged(let what): .refused(because: "what is stored of the job is damaged: \(what)")
        default:
            Task.isCancelled
                ? .stopped : .tryAgain(DeviceTrouble(.local, reason: "other", message: "cannot read the job: \(error)"))
        }
    }
}
