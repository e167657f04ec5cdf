// Made by RegistryMaker from IANA's IPP registrations of 2025-10-31. Do not edit.

extension OperationID {
    public static let printJob = OperationID(rawValue: 0x0002)
    public static let printURI = OperationID(rawValue: 0x0003)
    public static let validateJob = OperationID(rawValue: 0x0004)
    public static let createJob = OperationID(rawValue: 0x0005)
    public static let sendDocument = OperationID(rawValue: 0x0006)
    public static let sendURI = OperationID(rawValue: 0x0007)
    public static let cancelJob = OperationID(rawValue: 0x0008)
    public static let getJobAttributes = OperationID(rawValue: 0x0009)
    public static let getJobs = OperationID(rawValue: 0x000A)
    public static let getPrinterAttributes = OperationID(rawValue: 0x000B)
    public static let holdJob = OperationID(rawValue: 0x000C)
    public static let releaseJob = OperationID(rawValue: 0x000D)
    public static let restartJob = OperationID(rawValue: 0x000E)
    public static let pausePrinter = OperationID(rawValue: 0x0010)
    public static let resumePrinter = OperationID(rawValue: 0x0011)
    public static let purgeJobs = OperationID(rawValue: 0x0012)
    public static let setPrinterAttributes = OperationID(rawValue: 0x0013)
    public static let setJobAttributes = OperationID(rawValue: 0x0014)
    public static let getPrinterSupportedValues = OperationID(rawValue: 0x0015)
    public static let createPrinterSubscriptions = OperationID(rawValue: 0x0016)
    public static let createJobSubscriptions = OperationID(rawValue: 0x0017)
    public static let getSubscriptionAttributes = OperationID(rawValue: 0x0018)
    public static let getSubscriptions = OperationID(rawValue: 0x0019)
    public static let renewSubscription = OperationID(rawValue: 0x001A)
    public static let cancelSubscription = OperationID(rawValue: 0x001B)
    public static let getNotifications = OperationID(rawValue: 0x001C)
    public static let getResourceAttributes = OperationID(rawValue: 0x001E)
    public static let getResources = OperationID(rawValue: 0x0020)
    public static let enablePrinter = OperationID(rawValue: 0x0022)
    public static let disablePrinter = OperationID(rawValue: 0x0023)
    public static let pausePrinterAfterCurrentJob = OperationID(rawValue: 0x0024)
    public static let holdNewJobs = OperationID(rawValue: 0x0025)
    public static let releaseHeldNewJobs = OperationID(rawValue: 0x0026)
    public static let deactivatePrinter = OperationID(rawValue: 0x0027)
    public static let activatePrinter = OperationID(rawValue: 0x0028)
    public static let restartPrinter = OperationID(rawValue: 0x0029)
    public static let shutdownPrinter = OperationID(rawValue: 0x002A)
    public static let startupPrinter = OperationID(rawValue: 0x002B)
    public static let reprocessJob = OperationID(rawValue: 0x002C)
    public static let cancelCurrentJob = OperationID(rawValue: 0x002D)
    public static let suspendCurrentJob = OperationID(rawValue: 0x002E)
    public static let resumeJob = OperationID(rawValue: 0x002F)
    public static let promoteJob = OperationID(rawValue: 0x0030)
    public static let scheduleJobAfter = OperationID(rawValue: 0x0031)
    public static let cancelDocument = OperationID(rawValue: 0x0033)
    public static let getDocumentAttributes = OperationID(rawValue: 0x0034)
    public static let getDocuments = OperationID(rawValue: 0x0035)
    public static let deleteDocument = OperationID(rawValue: 0x0036)
    public static let setDocumentAttributes = OperationID(rawValue: 0x0037)
    public static let cancelJobs = OperationID(rawValue: 0x0038)
    public static let cancelMyJobs = OperationID(rawValue: 0x0039)
    public static let resubmitJob = OperationID(rawValue: 0x003A)
    public static let closeJob = OperationID(rawValue: 0x003B)
    public static let identifyPrinter = OperationID(rawValue: 0x003C)
    public static let validateDocument = OperationID(rawValue: 0x003D)
    public static let addDocumentImages = OperationID(rawValue: 0x003E)
    public static let acknowledgeDocument = OperationID(rawValue: 0x003F)
    public static let acknowledgeIdentifyPrinter = OperationID(rawValue: 0x0040)
    public static let acknowledgeJob = OperationID(rawValue: 0x0041)
    public static let fetchDocument = OperationID(rawValue: 0x0042)
    public static let fetchJob = OperationID(rawValue: 0x0043)
    public static let getOutputDeviceAttributes = OperationID(rawValue: 0x0044)
    public static let updateActiveJobs = OperationID(rawValue: 0x0045)
    public static let deregisterOutputDevice = OperationID(rawValue: 0x0046)
    public static let updateDocumentStatus = OperationID(rawValue: 0x0047)
    public static let updateJobStatus = OperationID(rawValue: 0x0048)
    public static let updateOutputDeviceAttributes = OperationID(rawValue: 0x0049)
    public static let getNextDocumentData = OperationID(rawValue: 0x004A)
    public static let allocatePrinterResources = OperationID(rawValue: 0x004B)
    public static let createPrinter = OperationID(rawValue: 0x004C)
    public static let deallocatePrinterResources = OperationID(rawValue: 0x004D)
    public static let deletePrinter = OperationID(rawValue: 0x004E)
    public static let getPrinters = OperationID(rawValue: 0x004F)
    public static let shutdownOnePrinter = OperationID(rawValue: 0x0050)
    public static let startupOnePrinter = OperationID(rawValue: 0x0051)
    public static let cancelResource = OperationID(rawValue: 0x0052)
    public static let createResource = OperationID(rawValue: 0x0053)
    public static let installResource = OperationID(rawValue: 0x0054)
    public static let sendResourceData = OperationID(rawValue: 0x0055)
    public static let setResourceAttributes = OperationID(rawValue: 0x0056)
    public static let createResourceSubscriptions = OperationID(rawValue: 0x0057)
    public static let createSystemSubscriptions = OperationID(rawValue: 0x0058)
    public static let disableAllPrinters = OperationID(rawValue: 0x0059)
    public static let enableAllPrinters = OperationID(rawValue: 0x005A)
    public static let getSystemAttributes = OperationID(rawValue: 0x005B)
    public static let getSystemSupportedValues = OperationID(rawValue: 0x005C)
    public static let pauseAllPrinters = OperationID(rawValue: 0x005D)
    public static let pauseAllPrintersAfterCurrentJob = OperationID(rawValue: 0x005E)
    public static let registerOutputDevice = OperationID(rawValue: 0x005F)
    public static let restartSystem = OperationID(rawValue: 0x0060)
    public static let resumeAllPrinters = OperationID(rawValue: 0x0061)
    public static let setSystemAttributes = OperationID(rawValue: 0x0062)
    public static let shutdownAllPrinters = OperationID(rawValue: 0x0063)
    public static let startupAllPrinters = OperationID(rawValue: 0x0064)
    public static let getPrinterResources = OperationID(rawValue: 0x0065)
    public static let getUserPrinterAttributes = OperationID(rawValue: 0x0066)
    public static let restartOnePrinter = OperationID(rawValue: 0x0067)
    public static let acknowledgeEncryptedJobAttributes = OperationID(rawValue: 0x0068)
    public static let fetchEncryptedJobAttributes = OperationID(rawValue: 0x0069)
    public static let getEncryptedJobAttributes = OperationID(rawValue: 0x006A)

    static let registeredNames = """
        0x0002 Print-Job 0x0003 Print-URI 0x0004 Validate-Job 0x0005 Create-Job 0x0006 Send-Document
        0x0007 Send-URI 0x0008 Cancel-Job 0x0009 Get-Job-Attributes 0x000A Get-Jobs
        0x000B Get-Printer-Attributes 0x000C Hold-Job 0x000D Release-Job 0x000E Restart-Job
        0x0010 Pause-Printer 0x0011 Resume-Printer 0x0012 Purge-Jobs 0x0013 Set-Printer-Attributes
        0x0014 Set-Job-Attributes 0x0015 Get-Printer-Supported-Values 0x0016 Create-Printer-Subscriptions
        0x0017 Create-Job-Subscriptions 0x0018 Get-Subscription-Attributes 0x0019 Get-Subscriptions
        0x001A Renew-Subscription 0x001B Cancel-Subscription 0x001C Get-Notifications
        0x001E Get-Resource-Attributes 0x0020 Get-Resources 0x0022 Enable-Printer 0x0023 Disable-Printer
        0x0024 Pause-Printer-After-Current-Job 0x0025 Hold-New-Jobs 0x0026 Release-Held-New-Jobs
        0x0027 Deactivate-Printer 0x0028 Activate-Printer 0x0029 Restart-Printer 0x002A Shutdown-Printer
        0x002B Startup-Printer 0x002C Reprocess-Job 0x002D Cancel-Current-Job 0x002E Suspend-Current-Job
        0x002F Resume-Job 0x0030 Promote-Job 0x0031 Schedule-Job-After 0x0033 Cancel-Document
        0x0034 Get-Document-Attributes 0x0035 Get-Documents 0x0036 Delete-Document
        0x0037 Set-Document-Attributes 0x0038 Cancel-Jobs 0x0039 Cancel-My-Jobs 0x003A Resubmit-Job
        0x003B Close-Job 0x003C Identify-Printer 0x003D Validate-Document 0x003E Add-Document-Images
        0x003F Acknowledge-Document 0x0040 Acknowledge-Identify-Printer 0x0041 Acknowledge-Job
        0x0042 Fetch-Document 0x0043 Fetch-Job 0x0044 Get-Output-Device-Attributes 0x0045 Update-Active-Jobs
        0x0046 Deregister-Output-Device 0x0047 Update-Document-Status 0x0048 Update-Job-Status
        0x0049 Update-Output-Device-Attributes 0x004A Get-Next-Document-Data
        0x004B Allocate-Printer-Resources 0x004C Create-Printer 0x004D Deallocate-Printer-Resources
        0x004E Delete-Printer 0x004F Get-Printers 0x0050 Shutdown-One-Printer 0x0051 Startup-One-Printer
        0x0052 Cancel-Resource 0x0053 Create-Resource 0x0054 Install-Resource 0x0055 Send-Resource-Data
        0x0056 Set-Resource-Attributes 0x0057 Create-Resource-Subscriptions
        0x0058 Create-System-Subscriptions 0x0059 Disable-All-Printers 0x005A Enable-All-Printers
        0x005B Get-System-Attributes 0x005C Get-System-Supported-Values 0x005D Pause-All-Printers
        0x005E Pause-All-Printers-After-Current-Job 0x005F Register-Output-Device 0x0060 Restart-System
        0x0061 Resume-All-Printers 0x0062 Set-System-Attributes 0x0063 Shutdown-All-Printers
        0x0064 Startup-All-Printers 0x0065 Get-Printer-Resources 0x0066 Get-User-Printer-Attributes
        0x0067 Restart-One-Printer 0x0068 Acknowledge-Encrypted-Job-Attributes
        0x0069 Fetch-Encrypted-Job-Attributes 0x006A Get-Encrypted-Job-Attributes
        """
}
