// Made by RegistryMaker from IANA's IPP registrations of 2025-10-31. Do not edit.

/// The values of "client-type".
public struct ClientType: RegisteredEnum {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let application = ClientType(rawValue: 3)
    public static let operatingSystem = ClientType(rawValue: 4)
    public static let driver = ClientType(rawValue: 5)
    public static let other = ClientType(rawValue: 6)

    public static let names = RegisteredNames(
        """
        3 application 4 operating-system 5 driver 6 other
        """)
}

/// The values of "document-state".
public struct DocumentState: RegisteredEnum {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let pending = DocumentState(rawValue: 3)
    public static let processing = DocumentState(rawValue: 5)
    public static let processingStopped = DocumentState(rawValue: 6)
    public static let canceled = DocumentState(rawValue: 7)
    public static let aborted = DocumentState(rawValue: 8)
    public static let completed = DocumentState(rawValue: 9)

    public static let names = RegisteredNames(
        """
        3 pending 5 processing 6 processing-stopped 7 canceled 8 aborted 9 completed
        """)
}

/// The values of "finishings".
public struct Finishings: RegisteredEnum {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let nothing = Finishings(rawValue: 3)
    public static let staple = Finishings(rawValue: 4)
    public static let punch = Finishings(rawValue: 5)
    public static let cover = Finishings(rawValue: 6)
    public static let bind = Finishings(rawValue: 7)
    public static let saddleStitch = Finishings(rawValue: 8)
    public static let edgeStitch = Finishings(rawValue: 9)
    public static let fold = Finishings(rawValue: 10)
    public static let trim = Finishings(rawValue: 11)
    public static let bale = Finishings(rawValue: 12)
    public static let bookletMaker = Finishings(rawValue: 13)
    public static let jogOffset = Finishings(rawValue: 14)
    public static let coat = Finishings(rawValue: 15)
    public static let laminate = Finishings(rawValue: 16)
    public static let stapleTopLeft = Finishings(rawValue: 20)
    public static let stapleBottomLeft = Finishings(rawValue: 21)
    public static let stapleTopRight = Finishings(rawValue: 22)
    public static let stapleBottomRight = Finishings(rawValue: 23)
    public static let edgeStitchLeft = Finishings(rawValue: 24)
    public static let edgeStitchTop = Finishings(rawValue: 25)
    public static let edgeStitchRight = Finishings(rawValue: 26)
    public static let edgeStitchBottom = Finishings(rawValue: 27)
    public static let stapleDualLeft = Finishings(rawValue: 28)
    public static let stapleDualTop = Finishings(rawValue: 29)
    public static let stapleDualRight = Finishings(rawValue: 30)
    public static let stapleDualBottom = Finishings(rawValue: 31)
    public static let stapleTripleLeft = Finishings(rawValue: 32)
    public static let stapleTripleTop = Finishings(rawValue: 33)
    public static let stapleTripleRight = Finishings(rawValue: 34)
    public static let stapleTripleBottom = Finishings(rawValue: 35)
    public static let bindLeft = Finishings(rawValue: 50)
    public static let bindTop = Finishings(rawValue: 51)
    public static let bindRight = Finishings(rawValue: 52)
    public static let bindBottom = Finishings(rawValue: 53)
    public static let trimAfterPages = Finishings(rawValue: 60)
    public static let trimAfterDocuments = Finishings(rawValue: 61)
    public static let trimAfterCopies = Finishings(rawValue: 62)
    public static let trimAfterJob = Finishings(rawValue: 63)
    public static let punchTopLeft = Finishings(rawValue: 70)
    public static let punchBottomLeft = Finishings(rawValue: 71)
    public static let punchTopRight = Finishings(rawValue: 72)
    public static let punchBottomRight = Finishings(rawValue: 73)
    public static let punchDualLeft = Finishings(rawValue: 74)
    public static let punchDualTop = Finishings(rawValue: 75)
    public static let punchDualRight = Finishings(rawValue: 76)
    public static let punchDualBottom = Finishings(rawValue: 77)
    public static let punchTripleLeft = Finishings(rawValue: 78)
    public static let punchTripleTop = Finishings(rawValue: 79)
    public static let punchTripleRight = Finishings(rawValue: 80)
    public static let punchTripleBottom = Finishings(rawValue: 81)
    public static let punchQuadLeft = Finishings(rawValue: 82)
    public static let punchQuadTop = Finishings(rawValue: 83)
    public static let punchQuadRight = Finishings(rawValue: 84)
    public static let punchQuadBottom = Finishings(rawValue: 85)
    public static let punchMultipleLeft = Finishings(rawValue: 86)
    public static let punchMultipleTop = Finishings(rawValue: 87)
    public static let punchMultipleRight = Finishings(rawValue: 88)
    public static let punchMultipleBottom = Finishings(rawValue: 89)
    public static let foldAccordion = Finishings(rawValue: 90)
    public static let foldDoubleGate = Finishings(rawValue: 91)
    public static let foldGate = Finishings(rawValue: 92)
    public static let foldHalf = Finishings(rawValue: 93)
    public static let foldHalfZ = Finishings(rawValue: 94)
    public static let foldLeftGate = Finishings(rawValue: 95)
    public static let foldLetter = Finishings(rawValue: 96)
    public static let foldParallel = Finishings(rawValue: 97)
    public static let foldPoster = Finishings(rawValue: 98)
    public static let foldRightGate = Finishings(rawValue: 99)
    public static let foldZ = Finishings(rawValue: 100)
    public static let foldEngineeringZ = Finishings(rawValue: 101)

    public static let names = RegisteredNames(
        """
        3 none 4 staple 5 punch 6 cover 7 bind 8 saddle-stitch 9 edge-stitch 10 fold 11 trim 12 bale
        13 booklet-maker 14 jog-offset 15 coat 16 laminate 20 staple-top-left 21 staple-bottom-left
        22 staple-top-right 23 staple-bottom-right 24 edge-stitch-left 25 edge-stitch-top
        26 edge-stitch-right 27 edge-stitch-bottom 28 staple-dual-left 29 staple-dual-top
        30 staple-dual-right 31 staple-dual-bottom 32 staple-triple-left 33 staple-triple-top
        34 staple-triple-right 35 staple-triple-bottom 50 bind-left 51 bind-top 52 bind-right 53 bind-bottom
        60 trim-after-pages 61 trim-after-documents 62 trim-after-copies 63 trim-after-job 70 punch-top-left
        71 punch-bottom-left 72 punch-top-right 73 punch-bottom-right 74 punch-dual-left 75 punch-dual-top
        76 punch-dual-right 77 punch-dual-bottom 78 punch-triple-left 79 punch-triple-top
        80 punch-triple-right 81 punch-triple-bottom 82 punch-quad-left 83 punch-quad-top
        84 punch-quad-right 85 punch-quad-bottom 86 punch-multiple-left 87 punch-multiple-top
        88 punch-multiple-right 89 punch-multiple-bottom 90 fold-accordion 91 fold-double-gate 92 fold-gate
        93 fold-half 94 fold-half-z 95 fold-left-gate 96 fold-letter 97 fold-parallel 98 fold-poster
        99 fold-right-gate 100 fold-z 101 fold-engineering-z
        """)
}

/// The values of "job-state".
public struct JobState: RegisteredEnum {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let pending = JobState(rawValue: 3)
    public static let pendingHeld = JobState(rawValue: 4)
    public static let processing = JobState(rawValue: 5)
    public static let processingStopped = JobState(rawValue: 6)
    public static let canceled = JobState(rawValue: 7)
    public static let aborted = JobState(rawValue: 8)
    public static let completed = JobState(rawValue: 9)

    public static let names = RegisteredNames(
        """
        3 pending 4 pending-held 5 processing 6 processing-stopped 7 canceled 8 aborted 9 completed
        """)
}

/// The values of "orientation-requested".
public struct Orientation: RegisteredEnum {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let portrait = Orientation(rawValue: 3)
    public static let landscape = Orientation(rawValue: 4)
    public static let reverseLandscape = Orientation(rawValue: 5)
    public static let reversePortrait = Orientation(rawValue: 6)
    public static let nothing = Orientation(rawValue: 7)

    public static let names = RegisteredNames(
        """
        3 portrait 4 landscape 5 reverse-landscape 6 reverse-portrait 7 none
        """)
}

/// The values of "power-state".
public struct PowerState: RegisteredEnum {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let on = PowerState(rawValue: 20)
    public static let onVendor1 = PowerState(rawValue: 21)
    public static let onVendor2 = PowerState(rawValue: 22)
    public static let onVendor3 = PowerState(rawValue: 23)
    public static let onVendor4 = PowerState(rawValue: 24)
    public static let onVendor5 = PowerState(rawValue: 25)
    public static let standby = PowerState(rawValue: 30)
    public static let standbyVendor1 = PowerState(rawValue: 31)
    public static let standbyVendor2 = PowerState(rawValue: 32)
    public static let standbyVendor3 = PowerState(rawValue: 33)
    public static let standbyVendor4 = PowerState(rawValue: 34)
    public static let standbyVendor5 = PowerState(rawValue: 35)
    public static let suspend = PowerState(rawValue: 40)
    public static let suspendVendor1 = PowerState(rawValue: 41)
    public static let suspendVendor2 = PowerState(rawValue: 42)
    public static let suspendVendor3 = PowerState(rawValue: 43)
    public static let suspendVendor4 = PowerState(rawValue: 44)
    public static let suspendVendor5 = PowerState(rawValue: 45)
    public static let resetSoft = PowerState(rawValue: 50)
    public static let offHard = PowerState(rawValue: 60)
    public static let hibernate = PowerState(rawValue: 70)
    public static let hibernateVendor1 = PowerState(rawValue: 71)
    public static let hibernateVendor2 = PowerState(rawValue: 72)
    public static let hibernateVendor3 = PowerState(rawValue: 73)
    public static let hibernateVendor4 = PowerState(rawValue: 74)
    public static let hibernateVendor5 = PowerState(rawValue: 75)
    public static let offSoft = PowerState(rawValue: 80)
    public static let offSoftVendor1 = PowerState(rawValue: 81)
    public static let offSoftVendor2 = PowerState(rawValue: 82)
    public static let offSoftVendor3 = PowerState(rawValue: 83)
    public static let offSoftVendor4 = PowerState(rawValue: 84)
    public static let offSoftVendor5 = PowerState(rawValue: 85)
    public static let resetHard = PowerState(rawValue: 90)
    public static let resetMbr = PowerState(rawValue: 100)
    public static let resetNmi = PowerState(rawValue: 110)
    public static let offSoftGraceful = PowerState(rawValue: 120)
    public static let offHardGraceful = PowerState(rawValue: 130)
    public static let resetMbrGraceful = PowerState(rawValue: 140)
    public static let resetSoftGraceful = PowerState(rawValue: 150)
    public static let resetHardGraceful = PowerState(rawValue: 160)
    public static let resetInit = PowerState(rawValue: 170)
    public static let notApplicable = PowerState(rawValue: 180)
    public static let noChange = PowerState(rawValue: 190)

    public static let names = RegisteredNames(
        """
        20 on 21 on-vendor1 22 on-vendor2 23 on-vendor3 24 on-vendor4 25 on-vendor5 30 standby
        31 standby-vendor1 32 standby-vendor2 33 standby-vendor3 34 standby-vendor4 35 standby-vendor5
        40 suspend 41 suspend-vendor1 42 suspend-vendor2 43 suspend-vendor3 44 suspend-vendor4
        45 suspend-vendor5 50 reset-soft 60 off-hard 70 hibernate 71 hibernate-vendor1 72 hibernate-vendor2
        73 hibernate-vendor3 74 hibernate-vendor4 75 hibernate-vendor5 80 off-soft 81 off-soft-vendor1
        82 off-soft-vendor2 83 off-soft-vendor3 84 off-soft-vendor4 85 off-soft-vendor5 90 reset-hard
        100 reset-mbr 110 reset-nmi 120 off-soft-graceful 130 off-hard-graceful 140 reset-mbr-graceful
        150 reset-soft-graceful 160 reset-hard-graceful 170 reset-init 180 not-applicable 190 no-change
        """)
}

/// The values of "print-quality".
public struct PrintQuality: RegisteredEnum {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let draft = PrintQuality(rawValue: 3)
    public static let normal = PrintQuality(rawValue: 4)
    public static let high = PrintQuality(rawValue: 5)

    public static let names = RegisteredNames(
        """
        3 draft 4 normal 5 high
        """)
}

/// The values of "printer-state".
public struct PrinterState: RegisteredEnum {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let idle = PrinterState(rawValue: 3)
    public static let processing = PrinterState(rawValue: 4)
    public static let stopped = PrinterState(rawValue: 5)

    public static let names = RegisteredNames(
        """
        3 idle 4 processing 5 stopped
        """)
}

/// The values of "printer-wifi-state".
public struct PrinterWiFiState: RegisteredEnum {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let off = PrinterWiFiState(rawValue: 3)
    public static let notConfigured = PrinterWiFiState(rawValue: 4)
    public static let notVisible = PrinterWiFiState(rawValue: 5)
    public static let cannotJoin = PrinterWiFiState(rawValue: 6)
    public static let joining = PrinterWiFiState(rawValue: 7)
    public static let on = PrinterWiFiState(rawValue: 8)

    public static let names = RegisteredNames(
        """
        3 off 4 not-configured 5 not-visible 6 cannot-join 7 joining 8 on
        """)
}

/// The values of "resource-state".
public struct ResourceState: RegisteredEnum {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let pending = ResourceState(rawValue: 3)
    public static let available = ResourceState(rawValue: 4)
    public static let installed = ResourceState(rawValue: 5)
    public static let canceled = ResourceState(rawValue: 6)
    public static let aborted = ResourceState(rawValue: 7)

    public static let names = RegisteredNames(
        """
        3 pending 4 available 5 installed 6 canceled 7 aborted
        """)
}

/// The values of "system-state".
public struct SystemState: RegisteredEnum {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let idle = SystemState(rawValue: 3)
    public static let processing = SystemState(rawValue: 4)
    public static let stopped = SystemState(rawValue: 5)

    public static let names = RegisteredNames(
        """
        3 idle 4 processing 5 stopped
        """)
}

/// The values of "transmission-status".
public struct TransmissionStatus: RegisteredEnum {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let pending = TransmissionStatus(rawValue: 3)
    public static let pendingRetry = TransmissionStatus(rawValue: 4)
    public static let processing = TransmissionStatus(rawValue: 5)
    public static let canceled = TransmissionStatus(rawValue: 7)
    public static let aborted = TransmissionStatus(rawValue: 8)
    public static let completed = TransmissionStatus(rawValue: 9)

    public static let names = RegisteredNames(
        """
        3 pending 4 pending-retry 5 processing 7 canceled 8 aborted 9 completed
        """)
}
