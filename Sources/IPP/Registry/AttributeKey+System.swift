// Made by RegistryMaker from IANA's IPP registrations of 2025-10-31. Do not edit.

extension AttributeKey where Value == AttributeCollection {
    /// collection · System Status · PWG5100.22
    public static var powerStateMonitorCol: Self { Self("power-state-monitor-col") }
    /// collection | unknown · System Description · PWG5100.22
    public static var systemContactCol: Self { Self("system-contact-col") }
    /// collection · System Status · PWG5100.22
    public static var systemImpressionsCompletedCol: Self { Self("system-impressions-completed-col") }
    /// collection · System Status · PWG5100.22
    public static var systemMediaSheetsCompletedCol: Self { Self("system-media-sheets-completed-col") }
    /// collection · System Status · PWG5100.22
    public static var systemPagesCompletedCol: Self { Self("system-pages-completed-col") }
    /// collection | unknown · System Description · PWG5100.22
    public static var systemServiceContactCol: Self { Self("system-service-contact-col") }
}

extension AttributeKey where Value == Bool {
    /// boolean · System Description · PWG5100.22
    public static var multipleDocumentPrintersSupported: Self { Self("multiple-document-printers-supported") }
}

extension AttributeKey where Value == IPPDateTime {
    /// dateTime · System Status · PWG5100.22
    public static var systemConfigChangeDateTime: Self { Self("system-config-change-date-time") }
    /// dateTime · System Description · PWG5100.22
    public static var systemCurrentTime: Self { Self("system-current-time") }
    /// dateTime · System Status · PWG5100.22
    public static var systemStateChangeDateTime: Self { Self("system-state-change-date-time") }
}

extension AttributeKey where Value == Int32 {
    /// integer(0:MAX) · System Status · PWG5100.22
    public static var systemConfigChangeTime: Self { Self("system-config-change-time") }
    /// integer(0:MAX) · System Status · PWG5100.22
    public static var systemConfigChanges: Self { Self("system-config-changes") }
    /// integer(1:65535) | no-value · System Description · PWG5100.22
    public static var systemDefaultPrinterID: Self { Self("system-default-printer-id") }
    /// integer(0:MAX) · System Status · PWG5100.22
    public static var systemImpressionsCompleted: Self { Self("system-impressions-completed") }
    /// integer(0:MAX) · System Status · PWG5100.22
    public static var systemMediaSheetsCompleted: Self { Self("system-media-sheets-completed") }
    /// integer(0:MAX) · System Status · PWG5100.22
    public static var systemPagesCompleted: Self { Self("system-pages-completed") }
    /// integer(0:MAX) · System Status · PWG5100.22
    public static var systemStateChangeTime: Self { Self("system-state-change-time") }
    /// integer(1:MAX) · System Status · PWG5100.22
    public static var systemUpTime: Self { Self("system-up-time") }
}

extension AttributeKey where Value == OctetString {
    /// octetString(MAX) · System Description · PWG5100.22
    public static var systemAssetTag: Self { Self("system-asset-tag") }
}

extension AttributeKey where Value == String {
    /// name(63) · System Description · PWG5100.22
    public static var systemDNSSDName: Self { Self("system-dns-sd-name", as: .name) }
    /// uri | unknown · System Description · PWG5100.22
    public static var systemGeoLocation: Self { Self("system-geo-location", as: .uri) }
    /// text(127) · System Description · PWG5100.22
    public static var systemInfo: Self { Self("system-info", as: .text) }
    /// text(127) · System Description · PWG5100.22
    public static var systemLocation: Self { Self("system-location", as: .text) }
    /// text(127) · System Description · PWG5100.22
    public static var systemMakeAndModel: Self { Self("system-make-and-model", as: .text) }
    /// text(127) · System Description · PWG5100.22
    public static var systemMessageFromOperator: Self { Self("system-message-from-operator", as: .text) }
    /// name(127) · System Description · PWG5100.22
    public static var systemName: Self { Self("system-name", as: .name) }
    /// text(255) · System Status · PWG5100.22
    public static var systemSerialNumber: Self { Self("system-serial-number", as: .text) }
    /// text(MAX) · System Status · PWG5100.22
    public static var systemStateMessage: Self { Self("system-state-message", as: .text) }
    /// uri | no-value · System Description · PWG5100.22
    public static var systemStringsURI: Self { Self("system-strings-uri", as: .uri) }
    /// keyword | name(MAX) · System Status · PWG5100.22
    public static var systemTimeSource: Self { Self("system-time-source", as: .keyword) }
    /// uri(45) · System Status · PWG5100.22
    public static var systemUUID: Self { Self("system-uuid", as: .uri) }
}

extension AttributeKey where Value == SystemState {
    /// enum · System Status · PWG5100.22
    public static var systemState: Self { Self("system-state") }
}

extension AttributeKey where Value == [AttributeCollection] {
    /// 1setOf collection · System Description · PWG5100.22
    public static var powerCalendarPolicyCol: Self { Self("power-calendar-policy-col") }
    /// 1setOf collection · System Description · PWG5100.22
    public static var powerEventPolicyCol: Self { Self("power-event-policy-col") }
    /// 1setOf collection · System Status · PWG5100.22
    public static var powerLogCol: Self { Self("power-log-col") }
    /// 1setOf collection · System Status · PWG5100.22
    public static var powerStateCapabilitiesCol: Self { Self("power-state-capabilities-col") }
    /// 1setOf collection · System Status · PWG5100.22
    public static var powerStateCountersCol: Self { Self("power-state-counters-col") }
    /// 1setOf collection · System Status · PWG5100.22
    public static var powerStateTransitionsCol: Self { Self("power-state-transitions-col") }
    /// 1setOf collection · System Description · PWG5100.22
    public static var powerTimeoutPolicyCol: Self { Self("power-timeout-policy-col") }
    /// 1setOf collection · System Status · PWG5100.22
    public static var systemConfiguredPrinters: Self { Self("system-configured-printers") }
    /// 1setOf collection · System Status · PWG5100.22
    public static var systemConfiguredResources: Self { Self("system-configured-resources") }
    /// 1setOf collection · System Description · PWG5100.22
    public static var systemXRISupported: Self { Self("system-xri-supported") }
}

extension AttributeKey where Value == [OctetString] {
    /// 1setOf octetString(64) · System Status · PWG5100.22
    public static var systemFirmwareVersion: Self { Self("system-firmware-version") }
    /// 1setOf octetString(64) · System Status · PWG5100.22
    public static var systemResidentApplicationVersion: Self { Self("system-resident-application-version") }
    /// 1setOf octetString(64) · System Status · PWG5100.22
    public static var systemUserApplicationVersion: Self { Self("system-user-application-version") }
}

extension AttributeKey where Value == [String] {
    /// 1setOf keyword · System Description · PWG5100.22
    public static var outputDeviceX509TypeSupported: Self { Self("output-device-x509-type-supported", as: .keyword) }
    /// 1setOf keyword · System Description · PWG5100.22
    public static var printerCreationAttributesSupported: Self {
        Self("printer-creation-attributes-supported", as: .keyword)
    }
    /// 1setOf mimeMediaType · System Description · PWG5100.22
    public static var resourceFormatSupported: Self { Self("resource-format-supported", as: .mimeMediaType) }
    /// 1setOf keyword · System Description · PWG5100.22
    public static var resourceSettableAttributesSupported: Self {
        Self("resource-settable-attributes-supported", as: .keyword)
    }
    /// 1setOf keyword · System Description · PWG5100.22
    public static var resourceTypeSupported: Self { Self("resource-type-supported", as: .keyword) }
    /// 1setOf name(MAX) · System Description · IPPSERVER
    public static var smi2699AuthGroupSupported: Self { Self("smi2699-auth-group-supported", as: .name) }
    /// 1setOf name(MAX) · System Description · IPPSERVER
    public static var smi2699DeviceCommandSupported: Self { Self("smi2699-device-command-supported", as: .name) }
    /// 1setOf mimeMediaType · System Description · IPPSERVER
    public static var smi2699DeviceFormatSupported: Self { Self("smi2699-device-format-supported", as: .mimeMediaType) }
    /// 1setOf uriScheme · System Description · IPPSERVER
    public static var smi2699DeviceURISchemesSupported: Self {
        Self("smi2699-device-uri-schemes-supported", as: .uriScheme)
    }
    /// 1setOf name(MAX) · System Status · PWG5100.22
    public static var systemFirmwareName: Self { Self("system-firmware-name", as: .name) }
    /// 1setOf text(MAX) · System Status · PWG5100.22
    public static var systemFirmwarePatches: Self { Self("system-firmware-patches", as: .text) }
    /// 1setOf text(MAX) · System Status · PWG5100.22
    public static var systemFirmwareStringVersion: Self { Self("system-firmware-string-version", as: .text) }
    /// 1setOf keyword · System Description · PWG5100.22
    public static var systemMandatoryPrinterAttributes: Self {
        Self("system-mandatory-printer-attributes", as: .keyword)
    }
    /// 1setOf keyword · System Description · PWG5100.22
    public static var systemMandatoryRegistrationAttributes: Self {
        Self("system-mandatory-registration-attributes", as: .keyword)
    }
    /// 1setOf name(MAX) · System Status · PWG5100.22
    public static var systemResidentApplicationName: Self { Self("system-resident-application-name", as: .name) }
    /// 1setOf text(MAX) · System Status · PWG5100.22
    public static var systemResidentApplicationPatches: Self { Self("system-resident-application-patches", as: .text) }
    /// 1setOf text(MAX) · System Status · PWG5100.22
    public static var systemResidentApplicationStringVersion: Self {
        Self("system-resident-application-string-version", as: .text)
    }
    /// 1setOf keyword · System Description · PWG5100.22
    public static var systemSettableAttributesSupported: Self {
        Self("system-settable-attributes-supported", as: .keyword)
    }
    /// 1setOf keyword · System Status · PWG5100.22
    public static var systemStateReasons: Self { Self("system-state-reasons", as: .keyword) }
    /// 1setOf naturalLanguage · System Description · PWG5100.22
    public static var systemStringsLanguagesSupported: Self {
        Self("system-strings-languages-supported", as: .naturalLanguage)
    }
    /// 1setOf name(MAX) · System Status · PWG5100.22
    public static var systemUserApplicationName: Self { Self("system-user-application-name", as: .name) }
    /// 1setOf text(MAX) · System Status · PWG5100.22
    public static var systemUserApplicationPatches: Self { Self("system-user-application-patches", as: .text) }
    /// 1setOf text(MAX) · System Status · PWG5100.22
    public static var systemUserApplicationStringVersion: Self {
        Self("system-user-application-string-version", as: .text)
    }
}
