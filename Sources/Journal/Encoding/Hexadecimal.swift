extension [UInt8] {
    /// The bytes as hexadecimal digits, two for each byte.
    public var hexadecimal: String {
        map { byte in String(byte >> 4, radix: 16) + String(byte & 0xF, radix: 16) }.joined()
    }
}
