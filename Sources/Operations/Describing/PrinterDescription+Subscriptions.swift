import IPP
import PrintModel

extension PrinterDescription {
    /// What may be subscribed to, and how (RFC 3995 §5.3, RFC 3996 §8).
    func putSubscriptions(into writer: inout AttributeWriter) {
        for attribute in SubscriptionTemplate.described(for: .printer(facts.printer.id)) {
            writer.put(attribute, .subscriptionTemplate)
        }
        writer.put("ippget-event-life", .integer(Int32(SubscriptionTemplate.eventLifeSeconds)))
    }

    /// When a person, a job or the device last changed its state (RFC 3995 §6.1).
    var stateChangedAt: Moment {
        max(
            facts.printer.stateChangedAt,
            context.events.stateChangedAt(of: facts.printer.id) ?? facts.printer.stateChangedAt)
    }
}
