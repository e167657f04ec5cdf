internal import Glibc
internal import PrintModel

/// What a failed system call means for the job and for the device.
///
/// The keywords are registered ones (IANA, "printer-state-reasons"). For a folder that may not be written none fits
/// better than `other`; the message says which folder and what the system said.
extension OutputError {
    enum Meaning: Hashable, Sendable {
        /// No room, or a quota is used up.
        case full
        case missing
        case existing
        case forbidden
        /// No file system in the world would take it under that name or of that size: waiting does not help.
        case impossible
        case broken
    }

    var meaning: Meaning {
        switch errno {
        case ENOSPC, EDQUOT: .full
        case ENOENT, ENOTDIR: .missing
        case EEXIST: .existing
        case EACCES, EPERM, EROFS, ELOOP: .forbidden
        case ENAMETOOLONG, EFBIG: .impossible
        default: .broken
        }
    }

    /// - Parameter folder: where the output was to go, for the message.
    func outcome(for folder: String) -> DeliveryOutcome {
        if meaning == .impossible { return .refused(because: message(for: folder)) }
        return .tryAgain(trouble(with: folder))
    }

    func trouble(with folder: String) -> DeviceTrouble {
        DeviceTrouble(.local, reason: reason, message: message(for: folder))
    }

    private func message(for folder: String) -> String { "cannot write to \(folder): \(self)" }

    private var reason: String {
        switch meaning {
        case .full: "storage-full"
        case .missing: "storage-missing"
        case .existing, .forbidden, .impossible: "other"
        case .broken: "storage-recoverable-failure"
        }
    }
}
