import IPP
import PrintModel

/// "which-jobs" of Get-Jobs (RFC 8011 §4.2.6.1, PWG 5100.7 §5.1.10).
enum WhichJobs {
    static let keywords = [
        "completed", "not-completed", "all", "aborted", "canceled", "pending", "pending-held", "processing",
        "processing-stopped", "proof-and-suspend", "proof-print",
    ]

    static func which(_ keyword: String) -> JobQuery.Which? {
        switch keyword {
        case "completed": .completed
        case "not-completed": .notCompleted
        case "all": .all
        case "aborted": .states([.aborted])
        case "canceled": .states([.canceled])
        case "pending": .states([.pending])
        case "pending-held": .states([.held])
        case "processing": .states([.processing])
        case "processing-stopped": .states([.stopped])
        // Jobs whose proof is printed: the first word is of "proof-copies", the second of the older "proof-print".
        case "proof-and-suspend", "proof-print": .awaitingApproval
        default: nil
        }
    }
}
