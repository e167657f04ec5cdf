import IPP
import PrintModel

extension PrinterDescription {
    /// What a queue says of the lives of its jobs: passwords, releases, time-outs, and what must be asked for
    /// (PWG 5100.7, PWG 5100.11).
    func putLives(into writer: inout AttributeWriter) {
        let printer = facts.printer
        writer.put("multiple-operation-time-out-action", .keyword(printer.timeOutAction.rawValue))
        writer.put("job-password-supported", .integer(Int32(GivenPassword.lengths.upperBound)))
        writer.put(
            "job-password-length-supported",
            .rangeOfInteger(
                IntegerRange(Int32(GivenPassword.lengths.lowerBound), Int32(GivenPassword.lengths.upperBound))))
        writer.put("job-password-encryption-supported", GivenPassword.encryptions.map { .keyword($0) })
        writer.put("job-password-repertoire-configured", .keyword("iana_utf-8_any"))
        writer.put("job-password-repertoire-supported", .keyword("iana_utf-8_any"))
        writer.put("job-release-action-default", .keyword(printer.releaseAction))
        writer.put("job-release-action-supported", JobRelease.actions.map { .keyword($0) })
        let limits = JobLimits(of: printer, octetsMax: context.settings.documentOctetsMax)
        for (name, range) in limits.ranges { writer.put(name + "-supported", .rangeOfInteger(range)) }
        if !limits.mandatory.isEmpty {
            writer.put("printer-mandatory-job-attributes", limits.mandatory.map { .keyword($0) })
        }
    }
}
