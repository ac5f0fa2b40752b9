import NIOCore

/// The first line of what comes in pieces.
struct ByteLine {
    private var bytes: [UInt8] = []

    /// The line without its end, once it is there; what is longer than allowed is cut one byte behind that, so that its
    /// reader sees that it is too long.
    mutating func append(_ part: ByteBuffer, atMost length: Int) -> [UInt8]? {
        bytes += part.readableBytesView
        if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) { return Array(bytes[..<end]) }
        return bytes.count > length ? Array(bytes.prefix(length + 1)) : nil
    }
}
