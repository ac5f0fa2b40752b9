import Foundation

extension String {
    private static let plain = CharacterSet(
        charactersIn: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

    /// The text as a value of a URL. Everything except ASCII letters and digits is percent-encoded.
    var percentEncoded: String { addingPercentEncoding(withAllowedCharacters: Self.plain) ?? "" }

    /// The decoded text; nil if an escape is malformed.
    var percentDecoded: String? { removingPercentEncoding }
}
