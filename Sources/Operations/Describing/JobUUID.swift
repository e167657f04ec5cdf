import IPP
import PrintModel

/// "job-uuid" (PWG 5100.13): what the client that made the job called it, or one made from the UUID of this server's
/// store and the job's number, neither of which comes again (RFC 9562 §5.8, version 8).
enum JobUUID {
    static func urn(of job: Job, in context: OperationContext) -> String {
        job.attributes["job-uuid"]?.values.first?.stringValue ?? UUIDText.urn(bytes(of: job.id, in: context))
    }

    static func bytes(of job: JobID, in context: OperationContext) -> [UInt8] {
        var uuid = context.settings.instanceUUID
        guard uuid.count == 16 else { return uuid }
        uuid[6] = uuid[6] & 0x0F | 0x80
        uuid[8] = uuid[8] & 0x3F | 0x80
        for index in 0..<4 { uuid[12 + index] ^= UInt8(truncatingIfNeeded: job.rawValue >> (24 - 8 * index)) }
        return uuid
    }
}
