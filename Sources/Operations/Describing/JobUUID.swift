import IPP
import PrintModel

/// "job-uuid" (PWG 5100.13): what the client that made the job called it, or one made from the UUID of this server's
/// store and the job's number (``InstanceUUID``).
enum JobUUID {
    static func urn(of job: Job, in context: OperationContext) -> String {
        job.attributes["job-uuid"]?.values.first?.stringValue ?? UUIDText.urn(bytes(of: job.id, in: context))
    }

    static func bytes(of job: JobID, in context: OperationContext) -> [UInt8] {
        InstanceUUID(context.settings.instanceUUID).bytes(of: job)
    }
}
