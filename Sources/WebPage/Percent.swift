import Foundation

extension String {
    private static let plain = CharacterSet(
        charactersIn: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

    /// The text as a value in an address: everything but ASCII letters and digits as `%E6`.
    var percentEncoded: String { addingPercentEncoding(withAllowedCharacters: Self.plain) ?? "" }

    /// Nil for what is no such value.
    var percentDecoded: String? { removingPercentEncoding }
}
