public import Facilities

/// The reason why there is no QR code of a text.
public enum LabelError: ExplainedError, Hashable, Sendable {
    /// The text has other characters than printable ASCII, or none.
    case notASCII(String)
    /// The text is longer than the largest QR code of level H holds.
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
