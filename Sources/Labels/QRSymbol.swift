import CQREncode

/// A QR code symbol of ISO/IEC 18004 at error-correction level H, which can lose nearly a third of its codewords.
public struct QRSymbol: Hashable, Sendable {
    /// The modules along a side, without the quiet zone.
    public let size: Int
    private let modules: [Bool]

    /// Encodes a text.
    ///
    /// - Parameter text: Printable ASCII; some readers show other characters wrongly.
    /// - Throws: The reason why the text cannot be encoded.
    public init(_ text: String) throws(LabelError) {
        guard !text.isEmpty, text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) else { throw .notASCII(text) }
        guard let code = QRcode_encodeString(text, 0, QR_ECLEVEL_H, QR_MODE_8, 1) else { throw .tooLong(text) }
        defer { QRcode_free(code) }
        size = Int(code.pointee.width)
        // The lowest bit of each byte is the colour: 1 is dark.
        modules = (0..<size * size).map { code.pointee.data[$0] & 1 == 1 }
    }

    /// Whether a module is dark. Everything outside is the light quiet zone.
    public subscript(x: Int, y: Int) -> Bool {
        0..<size ~= x && 0..<size ~= y && modules[y * size + x]
    }

    /// The light modules around the symbol that ISO/IEC 18004 demands.
    public static let quietZone = 4

    /// The modules along a side, with the quiet zone.
    var side: Int { size + 2 * Self.quietZone }
}
