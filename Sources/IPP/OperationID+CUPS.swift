/// The operations that CUPS and we added (cups.org/doc/spec-ipp.html); IANA leaves 0x4000 and up to vendors.
extension OperationID {
    public static let cupsGetDefault = OperationID(rawValue: 0x4001)
    public static let cupsGetPrinters = OperationID(rawValue: 0x4002)
    public static let cupsAddModifyPrinter = OperationID(rawValue: 0x4003)
    public static let cupsDeletePrinter = OperationID(rawValue: 0x4004)
    public static let cupsGetClasses = OperationID(rawValue: 0x4005)
    public static let cupsAddModifyClass = OperationID(rawValue: 0x4006)
    public static let cupsDeleteClass = OperationID(rawValue: 0x4007)
    public static let cupsAcceptJobs = OperationID(rawValue: 0x4008)
    public static let cupsRejectJobs = OperationID(rawValue: 0x4009)
    public static let cupsSetDefault = OperationID(rawValue: 0x400A)
    public static let cupsGetDevices = OperationID(rawValue: 0x400B)
    public static let cupsGetPPDs = OperationID(rawValue: 0x400C)
    public static let cupsMoveJob = OperationID(rawValue: 0x400D)
    public static let cupsAuthenticateJob = OperationID(rawValue: 0x400E)
    public static let cupsGetPPD = OperationID(rawValue: 0x400F)
    public static let cupsGetDocument = OperationID(rawValue: 0x4027)
    public static let cupsCreateLocalPrinter = OperationID(rawValue: 0x4028)

    /// Ours: a page of a job as it will be printed.
    public static let quireGetPreview = OperationID(rawValue: 0x5101)
    /// Ours: asks devices whether they are there and what they can do.
    public static let quireProbeDevice = OperationID(rawValue: 0x5102)

    static let cupsNames = """
        0x4001 CUPS-Get-Default 0x4002 CUPS-Get-Printers 0x4003 CUPS-Add-Modify-Printer 0x4004 CUPS-Delete-Printer
        0x4005 CUPS-Get-Classes 0x4006 CUPS-Add-Modify-Class 0x4007 CUPS-Delete-Class 0x4008 CUPS-Accept-Jobs
        0x4009 CUPS-Reject-Jobs 0x400A CUPS-Set-Default 0x400B CUPS-Get-Devices 0x400C CUPS-Get-PPDs
        0x400D CUPS-Move-Job 0x400E CUPS-Authenticate-Job 0x400F CUPS-Get-PPD 0x4027 CUPS-Get-Document
        0x4028 CUPS-Create-Local-Printer 0x5101 Quire-Get-Preview 0x5102 Quire-Probe-Device
        """
}
