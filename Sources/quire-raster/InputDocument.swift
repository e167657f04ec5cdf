import Glibc
import Workbench

/// The document: read forwards, and again from any place where it is a file.
final class InputDocument {
    /// Keeps the file open.
    private let document: SeekableDocument?
    private let descriptor: Int32
    private let isFile: Bool
    let octets: Int
    private var position = 0

    /// Reads what comes, once.
    init(descriptor: Int32 = Helper.Descriptor.document) {
        document = nil
        (self.descriptor, isFile, octets) = (descriptor, false, 0)
    }

    init(_ document: consuming SeekableDocument) {
        (descriptor, isFile, octets) = (document.descriptor, true, document.octets)
        self.document = consume document
    }

    /// Only of a document that is a file.
    func go(to offset: Int) {
        precondition(isFile, "a pipe is read once")
        position = offset
    }

    /// - Returns: how many bytes were read; 0 at the end.
    func read(_ room: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count =
                isFile
                ? pread(descriptor, room.baseAddress, room.count, position)
                : Glibc.read(descriptor, room.baseAddress, room.count)
            if count >= 0 {
                position += count
                return count
            }
            guard errno == EINTR else {
                throw Problem(.internalError, "cannot read: \(String(cString: strerror(errno)))")
            }
        }
    }

    /// Gives the bytes from `range.lowerBound` on to `sink`, in pieces.
    func copy(_ range: Range<Int>, _ sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
        defer { room.deallocate() }
        go(to: range.lowerBound)
        var rest = range.count
        while rest > 0 {
            let count = try read(UnsafeMutableRawBufferPointer(rebasing: room[..<min(rest, room.count)]))
            guard count > 0 else { throw Problem(.documentFormatError, "the document became shorter") }
            try sink(UnsafeRawBufferPointer(rebasing: room[..<count]))
            rest -= count
        }
    }
}
