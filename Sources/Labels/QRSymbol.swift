import CQREncode
public import Facilities

/// A QR code symbol of ISO/IEC 18004 at error-correction level H, which can lose nearly a third of its codewords.
public struct QRSymbol: Hashable, Sendable {
    /// Modules a side, without the quiet zone.
    public let size: Int
    private let modules: [Bool]

    /// - Parameter text: ASCII; other characters are read wrongly by some readers.
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

    /// Light modules around the symbol that ISO/IEC 18004 demands.
    public static let quietZone = 4

    /// Modules a side, with the quiet zone.
    var side: Int { size + 2 * Self.quietZone }
}

/// Why there is no label.
public enum LabelError: ExplainedError, Hashable, Sendable {
    case notASCII(String)
    case tooLong(String)

    public var text: Text {
        switch self {
        case .notASCII(let text):
            Text(
                zh: "“\(text)”不能放进二维码：请用可见的英文字符，至少一个",
                en: "'\(text)' cannot be put into a QR code: use printable ASCII, at least one character")
        case .tooLong(let text):
            Text(
                zh: "\(text.utf8.count) 个字符对二维码太多；请缩短",
                en: "\(text.utf8.count) characters are too many for a QR code; make it shorter")
        }
    }
}
