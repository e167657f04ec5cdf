internal import PrintModel

// UNFINISHED OUTPUT
//
//   .JOB-EPOCH-ATTEMPT-N   output file N (from 1) of one attempt to deliver a job
//
// It lies in the spool's folder for unfinished output or, when that is on another file system than the printer's
// folder, in a folder `.quire-INSTANCE` in there. Order of a delivery, and what a start finds after a crash:
//
//   1 write each file aside, sync it and its name       nothing remembered: not delivered, remove what lies aside
//   2 remember epoch, attempt, place, names             remembered and still aside: finish 4 and 5, delivered
//   3 ask whether the lease still counts                  "
//   4 rename each file, never over another one          remembered and not aside: it was published, whoever may
//   5 sync the folders it went to                         have taken it away since; finish 5, delivered
//   6 say that it is delivered
//
// So what lies aside must not be removed once 2 was *begun*, not even when 3 to 5 fail: the next attempt does that,
// after the outcome of this one is durable. Epoch and attempt are in the name so that a daemon that slept through its
// own replacement cannot publish a file that its successor is only writing.

/// Names the unfinished files of one attempt.
struct Aside: Hashable, Sendable {
    var job: JobID
    var epoch: Int64
    var attempt: Int

    init(job: JobID, epoch: Int64, attempt: Int) {
        self.job = job
        self.epoch = epoch
        self.attempt = attempt
    }

    init(_ lease: Lease) { self.init(job: lease.job.id, epoch: lease.epoch, attempt: lease.attempt) }

    /// The attempt an unfinished file belongs to; `nil` for a name that no attempt gives.
    init?(fileNamed name: String) {
        guard name.first == "." else { return nil }
        let parts = name.dropFirst().split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 4, let job = Int32(parts[0]), let epoch = Int64(parts[1]), let attempt = Int(parts[2]),
            Int(parts[3]) != nil
        else { return nil }
        self.init(job: JobID(job), epoch: epoch, attempt: attempt)
    }

    /// - Parameter index: of the output file, from 0.
    func name(_ index: Int) -> String { ".\(job)-\(epoch)-\(attempt)-\(index + 1)" }

    /// Whether it is of an attempt whose outcome is recorded now that `self` is made. Only such may be removed: one
    /// that is newer belongs to a daemon that has taken over from us.
    func isLater(than other: Aside) -> Bool {
        job == other.job && (epoch, attempt) > (other.epoch, other.attempt)
    }
}

/// What the store remembers of a delivery before it is published ("device job"), as text:
///
///     7-1/spool/2/1 report-42-1.pdf
///
/// is epoch 7, attempt 1, lying in the spool's folder, 2 files, the first free name taken; then a name for people.
struct RememberedOutput: Hashable, Sendable {
    enum Place: String, Hashable, Sendable {
        /// The spool's folder for unfinished output.
        case spool
        /// A folder in the printer's folder.
        case folder
    }

    var epoch: Int64
    var attempt: Int
    var place: Place
    var fileCount: Int
    var serial: Int
    var name: String

    var text: String { "\(epoch)-\(attempt)/\(place.rawValue)/\(fileCount)/\(serial) \(name)" }

    init(_ aside: Aside, in place: Place, fileCount: Int, serial: Int, name: String) {
        epoch = aside.epoch
        attempt = aside.attempt
        self.place = place
        self.fileCount = fileCount
        self.serial = serial
        self.name = name
    }

    /// `nil` for what some other kind of backend remembered.
    init?(_ text: String) {
        let halves = text.split(separator: " ", maxSplits: 1)
        guard halves.count == 2 else { return nil }
        let fields = halves[0].split(separator: "/", omittingEmptySubsequences: false)
        guard fields.count == 4, let place = Place(rawValue: String(fields[1])) else { return nil }
        let numbers = fields[0].split(separator: "-")
        guard numbers.count == 2, let epoch = Int64(numbers[0]), let attempt = Int(numbers[1]),
            let fileCount = Int(fields[2]), let serial = Int(fields[3])
        else { return nil }
        self.epoch = epoch
        self.attempt = attempt
        self.place = place
        self.fileCount = fileCount
        self.serial = serial
        name = String(halves[1])
    }

    func aside(of job: JobID) -> Aside { Aside(job: job, epoch: epoch, attempt: attempt) }
}
