/// A number as it stands in a packet: decimal digits with a fixed count of them behind the point.
public struct DecimalNumber: Hashable, Sendable, CustomStringConvertible {
    /// `-5.0`
    public let description: String

    /// The most digits behind the point that are written.
    public static let mostDigits = 9
    /// Larger numbers are no measured values. They need more digits than a `Double` has.
    private static let bound = 1e15

    /// Rounds to a count of digits behind the point, and a half to the even digit (GB/T 8170, and HJ 212-2025 for all statistics): 0.125
    /// with two digits is 0.12, 0.135 is 0.14.
    ///
    /// The number that is rounded is the shortest decimal that stands for the `Double`, not its binary value: 2.675 is a half although the nearest
    /// `Double` is less. Nil for what is not finite and for 10¹⁵ or more: no such number leaves.
    ///
    /// - Parameter digits: 0 … 9; others are taken as the nearest of these.
    public init?(_ number: Double, digits: Int) {
        guard number.isFinite, number.magnitude < Self.bound else { return nil }
        let digits = min(max(digits, 0), Self.mostDigits)
        var (mantissa, exponent) = Self.decimal(number.magnitude)
        // Digits that are too many, or zeros that are missing.
        let excess = -exponent - digits
        if excess > 0 {
            Self.round(&mantissa, by: excess)
        } else {
            mantissa += repeatElement(0, count: -excess)
        }
        while mantissa.count <= digits { mantissa.insert(0, at: 0) }
        var text = mantissa.map { Character(Unicode.Scalar(UInt8(ascii: "0") + $0)) }
        if digits > 0 { text.insert(".", at: text.count - digits) }
        let isZero = mantissa.allSatisfy { $0 == 0 }
        description = (number < 0 && !isZero ? "-" : "") + String(text)
    }

    /// Takes a number as it was received: a sign, digits, a point and digits, of 20 bytes at most. Nil for anything else.
    public init?(_ text: some StringProtocol) {
        var digits = text.utf8.prefix(21)[...]
        guard digits.count <= 20 else { return nil }
        if let first = digits.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            digits = digits.dropFirst()
        }
        let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isDigit) }) else { return nil }
        description = String(text)
    }

    public var value: Double { Double(description) ?? 0 }

    /// The digits of the shortest text of a number, and the power of ten of the last one.
    private static func decimal(_ number: Double) -> (digits: [UInt8], exponent: Int) {
        let parts = "\(number)".utf8.split(separator: UInt8(ascii: "e"))
        var exponent = parts.count > 1 ? Int(String(Substring(parts[1]))) ?? 0 : 0
        let halves = parts[0].split(separator: UInt8(ascii: "."))
        if halves.count > 1 { exponent -= halves[1].count }
        return (parts[0].filter(\.isDigit).map { $0 - UInt8(ascii: "0") }, exponent)
    }

    /// Removes the last digits, of which there may be fewer, and rounds by what they were.
    private static func round(_ digits: inout [UInt8], by count: Int) {
        if count > digits.count { digits.insert(contentsOf: repeatElement(0, count: count - digits.count), at: 0) }
        let dropped = digits.suffix(count)
        digits.removeLast(count)
        let isHalf = dropped.first == 5 && dropped.dropFirst().allSatisfy { $0 == 0 }
        let isOdd = (digits.last ?? 0) % 2 == 1
        guard let first = dropped.first, isHalf ? isOdd : first >= 5 else { return }
        var place = digits.count - 1
        while place >= 0, digits[place] == 9 {
            digits[place] = 0
            place -= 1
        }
        if place >= 0 { digits[place] += 1 } else { digits.insert(1, at: 0) }
    }
}
