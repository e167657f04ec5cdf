// Made by RegistryMaker from IANA's IPP registrations of 2025-10-31. Do not edit.

extension AttributeKey where Value == String {
    /// keyword · Event Notifications · RFC3995
    public static var notifySubscribedEvent: Self { Self("notify-subscribed-event", as: .keyword) }
    /// text(MAX) · Event Notifications · RFC3995
    public static var notifyText: Self { Self("notify-text", as: .text) }
}
