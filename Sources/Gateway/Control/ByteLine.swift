import NIOCore

/// The first line of data that arrives in pieces.
struct ByteLine {
    private var bytes: [UInt8] = []

    /// Adds a piece. Returns the line without its end once it is complete. A line that is too long is cut one byte behind
    /// the limit, so that the reader can detect it.
    mutating func append(_ part: ByteBuffer, atMost length: Int) -> [UInt8]? {
        bytes += part.readableBytesView
        if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) { return Array(bytes[..<end]) }
        return bytes.count > length ? Array(bytes.prefix(length + 1)) : nil
    }
}
