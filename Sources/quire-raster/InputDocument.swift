import Glibc
import Workbench

/// The document, read from where it is asked for. What comes through a pipe is kept in a temporary file meanwhile if it
/// is to be read again, so that the first copy leaves while the document still comes.
final class InputDocument {
    let descriptor: Int32
    private let isFile: Bool
    private let kept: TemporaryFile?
    /// What came through a pipe.
    private var received = 0

    /// - Parameter isReadAgain: whether places are asked for that were read before.
    init(descriptor: Int32 = Helper.Descriptor.document, isReadAgain: Bool) throws {
        self.descriptor = descriptor
        var status = stat()
        isFile = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        kept = isReadAgain && !isFile ? try TemporaryFile() : nil
    }

    /// - Returns: how many bytes were read; 0 at the end.
    func read(_ room: UnsafeMutableRawBufferPointer, at offset: Int) throws -> Int {
        if isFile { return try Self.retried { pread(descriptor, room.baseAddress, room.count, offset) } }
        if offset < received, let kept {
            let count = min(room.count, received - offset)
            return try kept.read(UnsafeMutableRawBufferPointer(rebasing: room[..<count]), at: offset)
        }
        precondition(offset == received, "a pipe is read once")
        let count = try Self.retried { Glibc.read(descriptor, room.baseAddress, room.count) }
        try kept?.add(UnsafeRawBufferPointer(rebasing: room[..<count]))
        received += count
        return count
    }

    /// Gives the bytes of `range`, cut at the end of the document, to `sink`, in pieces.
    ///
    /// - Returns: how many there were.
    @discardableResult
    func copy(_ range: Range<Int>, _ sink: (UnsafeRawBufferPointer) throws -> Void) throws -> Int {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
        defer { room.deallocate() }
        var offset = range.lowerBound
        while offset < range.upperBound {
            let wanted = min(range.upperBound - offset, room.count)
            let count = try read(UnsafeMutableRawBufferPointer(rebasing: room[..<wanted]), at: offset)
            if count == 0 { break }
            try sink(UnsafeRawBufferPointer(rebasing: room[..<count]))
            offset += count
        }
        return offset - range.lowerBound
    }

    static func retried(_ call: () -> Int) throws -> Int {
        while true {
            let count = call()
            if count >= 0 { return count }
            guard errno == EINTR else {
                throw Problem(.internalError, "cannot read: \(String(cString: strerror(errno)))")
            }
        }
    }
}

/// A place in the document that moves on with what is read from it.
final class InputCursor {
    private let input: InputDocument
    var offset = 0

    init(_ input: InputDocument) {
        self.input = input
    }

    func read(_ room: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = try input.read(room, at: offset)
        offset += count
        return count
    }
}
