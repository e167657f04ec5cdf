internal import IPP
internal import IPPClient
internal import PrintModel

extension DeviceTrouble {
    /// A printer that gave no answer in IPP. docs/IPP-DEVICES.md has the table.
    init(_ error: IPPClientError, at address: String) {
        switch error {
        case .unreachable(_, _, let reason):
            self.init(.away, reason: "connecting-to-device", message: "\(address): \(reason)")
        case .timedOut(_, let what):
            self.init(.away, reason: "connecting-to-device", message: "\(address): timed out waiting for \(what)")
        case .tls(_, let reason):
            self.init(.misconfigured, reason: "other", message: "\(address): no encrypted connection: \(reason)")
        case .closedEarly:
            self.init(
                .failed, reason: "other", message: "\(address): the printer closed the connection before it answered")
        case .http(503, _), .http(429, _):
            self.init(.busy, reason: "other", message: "\(address): the printer is busy (\(error))")
        case .http(404, _), .http(405, _), .http(410, _), .http(301, _), .http(302, _), .http(426, _):
            self.init(
                .misconfigured, reason: "other",
                message: "\(address): there is no printer at the path of its device URI (\(error))")
        case .notIPP:
            self.init(
                .misconfigured, reason: "other", message: "\(address): what answers there is no printer: \(error)")
        case .http, .document, .cancelled:
            self.init(.failed, reason: "other", message: "\(address): \(error)")
        }
    }
}

/// What an answer, or that there is none, means for a job.
enum Verdict {
    static func of(_ error: IPPClientError, at device: IPPDevice) -> DeliveryOutcome {
        switch error {
        case .cancelled: .stopped
        case .http(401, _), .http(403, _): .needsCredentials(because: wants(device))
        default: .tryAgain(DeviceTrouble(error, at: device.server.description))
        }
    }

    private static func wants(_ device: IPPDevice) -> String {
        let isOpen = device.server.security == .plain && !device.server.isLocal && !device.allowsPlainPasswords
        let hint =
            isOpen
            ? "; passwords are sent over TLS only: use ipps: or encryption=required, or say auth=plain in the device URI"
            : ""
        return "\(device.server): the printer wants a name and a password, or other ones\(hint)"
    }

    /// An answer that says no to a job.
    static func of(_ reply: IPPMessage, to deed: String, at device: IPPDevice) -> DeliveryOutcome {
        let address = device.server.description
        let words = reply.statusMessage.isEmpty ? "\(reply.status)" : "\(reply.statusMessage) (\(reply.status))"
        let sentence = "\(address): the printer answered \(deed): \(words)"
        func later(_ kind: DeviceTrouble.Kind, _ reason: String = "other") -> DeliveryOutcome {
            .tryAgain(DeviceTrouble(kind, reason: reason, message: sentence))
        }
        switch reply.status {
        case .notAuthenticated, .notAuthorized, .forbidden:
            return .needsCredentials(because: sentence)
        case .busy, .tooManyJobs, .serviceUnavailable, .temporaryError, .timeout: return later(.busy)
        case .notAcceptingJobs: return later(.needsHuman, "hold-new-jobs")
        case .printerIsDeactivated: return later(.needsHuman, "deactivated")
        case .deviceError: return later(.needsHuman)
        case .notFound, .gone, .uriSchemeNotSupported, .versionNotSupported: return later(.misconfigured)
        case .internalError, .notPossible, .operationNotSupported: return later(.failed)
        case .jobCanceled: return .canceledThere(because: sentence)
        default:
            // All other refusals are about this job: its format, its size, what it asks for.
            return reply.status.rawValue >= 0x0500 ? later(.failed) : .refused(because: sentence)
        }
    }
}
