import Facilities

extension PhotographID {
    /// The SHA-256 whose hexadecimal digits are the id.
    var digest: [UInt8] {
        let digits = Array(rawValue.utf8)
        return stride(from: 0, to: digits.count, by: 2).compactMap { place in
            UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16)
        }
    }
}
