// Made by RegistryMaker from IANA's IPP registrations of 2025-10-31. Do not edit.

extension Registry {
    static let groupTagNames = RegisteredNames(
        """
        0x01 operation-attributes-tag 0x02 job-attributes-tag 0x03 end-of-attributes-tag
        0x04 printer-attributes-tag 0x05 unsupported-attributes-tag 0x06 subscription-attributes-tag
        0x07 event-notification-attributes-tag 0x08 resource-attributes-tag 0x09 document-attributes-tag
        0x0A system-attributes-tag
        """)

    static let valueTagNames = RegisteredNames(
        """
        0x10 unsupported 0x12 unknown 0x13 no-value 0x15 not-settable 0x16 delete-attribute
        0x17 admin-define 0x21 integer 0x22 boolean 0x23 enum 0x30 octetString 0x31 dateTime 0x32 resolution
        0x33 rangeOfInteger 0x34 begCollection 0x35 textWithLanguage 0x36 nameWithLanguage
        0x37 endCollection 0x41 textWithoutLanguage 0x42 nameWithoutLanguage 0x44 keyword 0x45 uri
        0x46 uriScheme 0x47 charset 0x48 naturalLanguage 0x49 mimeMediaType 0x4A memberAttrName
        """)
}
