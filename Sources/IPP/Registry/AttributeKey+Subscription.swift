// Made by RegistryMaker from IANA's IPP registrations of 2025-10-31. Do not edit.

extension AttributeKey where Value == Int32 {
    /// integer(1:MAX) · Subscription Status · RFC3995
    public static var notifyJobID: Self { Self("notify-job-id") }
    /// integer(0:67108863) · Subscription Template · RFC3995
    public static var notifyLeaseDuration: Self { Self("notify-lease-duration") }
    /// integer(0:MAX) · Subscription Status · RFC3995
    public static var notifyLeaseExpirationTime: Self { Self("notify-lease-expiration-time") }
    /// integer(2:MAX) · Subscription Template, System Description · RFC3995
    public static var notifyMaxEventsSupported: Self { Self("notify-max-events-supported") }
    /// integer(1:MAX) · Subscription Status · RFC3995
    public static var notifyPrinterUpTime: Self { Self("notify-printer-up-time") }
    /// integer(0:MAX) · Subscription Status, Event Notifications · RFC3995
    public static var notifySequenceNumber: Self { Self("notify-sequence-number") }
    /// enum · Subscription Status · RFC3995
    public static var notifyStatusCode: Self { Self("notify-status-code", as: .enum) }
    /// integer(1:MAX) · Subscription Status, Event Notifications · RFC3995
    public static var notifySubscriptionID: Self { Self("notify-subscription-id") }
    /// integer(0:MAX) · Subscription Status · PWG5100.22
    public static var notifySystemUpTime: Self { Self("notify-system-up-time") }
    /// integer(0:MAX) · Subscription Template · RFC3995
    public static var notifyTimeInterval: Self { Self("notify-time-interval") }
}

extension AttributeKey where Value == OctetString {
    /// octetString(63) · Subscription Template, Event Notifications · RFC3995
    public static var notifyUserData: Self { Self("notify-user-data") }
}

extension AttributeKey where Value == String {
    /// charset · Subscription Template, Event Notifications · RFC3995
    public static var notifyCharset: Self { Self("notify-charset", as: .charset) }
    /// naturalLanguage · Subscription Template, Event Notifications · RFC3995
    public static var notifyNaturalLanguage: Self { Self("notify-natural-language", as: .naturalLanguage) }
    /// uri · Subscription Status, Event Notifications · RFC3995
    public static var notifyPrinterURI: Self { Self("notify-printer-uri", as: .uri) }
    /// keyword · Subscription Template · RFC3995
    public static var notifyPullMethod: Self { Self("notify-pull-method", as: .keyword) }
    /// uri · Subscription Template · RFC3995
    public static var notifyRecipientURI: Self { Self("notify-recipient-uri", as: .uri) }
    /// name(MAX) · Subscription Status · RFC3995
    public static var notifySubscriberUserName: Self { Self("notify-subscriber-user-name", as: .name) }
    /// uri · Subscription Status · PWG5100.13
    public static var notifySubscriberUserURI: Self { Self("notify-subscriber-user-uri", as: .uri) }
    /// uri · Subscription Status, Event Notifications · PWG5100.13
    public static var notifySubscriptionUUID: Self { Self("notify-subscription-uuid", as: .uri) }
    /// uri · Subscription Status · PWG5100.22
    public static var notifySystemURI: Self { Self("notify-system-uri", as: .uri) }
}

extension AttributeKey where Value == [String] {
    /// 1setOf keyword · Subscription Template · RFC3995
    public static var notifyAttributes: Self { Self("notify-attributes", as: .keyword) }
    /// 1setOf keyword · Subscription Template · RFC3995
    public static var notifyEvents: Self { Self("notify-events", as: .keyword) }
}
