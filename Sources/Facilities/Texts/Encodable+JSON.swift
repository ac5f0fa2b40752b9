import Foundation

extension Encodable {
    /// The value as JSON with its keys in order, so that equal values are equal bytes.
    public var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Plain values: encoding them cannot fail.
        return (try? encoder.encode(self)).map { [UInt8]($0) } ?? []
    }
}
