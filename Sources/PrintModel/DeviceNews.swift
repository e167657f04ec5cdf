/// What a device has to say between two jobs or in the middle of one.
public enum DeviceNews: Hashable, Sendable {
    /// Supplies, trays and alerts, all of them as they are now.
    case state(DeviceState)
    /// What it waits for; `nil` when it goes on. While a job is with the device this is told and nothing is done about
    /// it: the job stays with the device, which goes on by itself.
    case trouble(DeviceTrouble?)
    /// What it takes and can do has changed: ``Backend/capabilities`` are others now.
    case capabilities
    /// Sides of the job in hand that it has made, of all copies.
    case impressions(Int)
    /// Sheets of the job in hand.
    case sheets(Int)
    /// What is going on with the job in hand, in a sentence for its owner.
    case message(String)
}
