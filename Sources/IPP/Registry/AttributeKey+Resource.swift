// Made by RegistryMaker from IANA's IPP registrations of 2025-10-31. Do not edit.

extension AttributeKey where Value == IPPDateTime {
    /// dateTime | no-value · Resource Status · PWG5100.22
    public static var dateTimeAtCanceled: Self { Self("date-time-at-canceled") }
    /// dateTime | no-value · Resource Status · PWG5100.22
    public static var dateTimeAtInstalled: Self { Self("date-time-at-installed") }
}

extension AttributeKey where Value == Int32 {
    /// integer(0:MAX) · Resource Status · PWG5100.22
    public static var resourceUseCount: Self { Self("resource-use-count") }
    /// integer(MIN:MAX) | no-value · Resource Status · PWG5100.22
    public static var timeAtCanceled: Self { Self("time-at-canceled") }
    /// integer(MIN:MAX) | no-value · Resource Status · PWG5100.22
    public static var timeAtInstalled: Self { Self("time-at-installed") }
}

extension AttributeKey where Value == ResourceState {
    /// enum · Resource Status · PWG5100.22
    public static var resourceState: Self { Self("resource-state") }
}

extension AttributeKey where Value == String {
    /// uri | no-value · Resource Status · PWG5100.22
    public static var resourceDataURI: Self { Self("resource-data-uri", as: .uri) }
    /// text(MAX) · Resource Description · PWG5100.22
    public static var resourceInfo: Self { Self("resource-info", as: .text) }
    /// name(MAX) · Resource Description · PWG5100.22
    public static var resourceName: Self { Self("resource-name", as: .name) }
    /// text(MAX) · Resource Status · PWG5100.22
    public static var resourceStateMessage: Self { Self("resource-state-message", as: .text) }
    /// uri(45) · Resource Status · PWG5100.22
    public static var resourceUUID: Self { Self("resource-uuid", as: .uri) }
}

extension AttributeKey where Value == [String] {
    /// 1setOf keyword · Resource Status · PWG5100.22
    public static var resourceStateReasons: Self { Self("resource-state-reasons", as: .keyword) }
}
