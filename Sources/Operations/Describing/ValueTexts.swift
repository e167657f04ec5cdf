import IPP
import PrintModel

extension PrinterName {
    /// Percent-encoded for a path.
    var inURI: String { text.percentEncoded }
}

extension Moment {
    /// A value of "printer-up-time" and the attributes that are counted on it.
    ///
    /// Seconds since 1970, not since the start: `lpstat` of CUPS prints "time-at-creation" as a date (every CUPS server
    /// counts like this), and so times of jobs from before a restart stay in order.
    var upTime: Int32 { Int32(clamping: max(seconds, 1)) }

    var ippDateTime: IPPDateTime { IPPDateTime(secondsSince1970: seconds) }
}
