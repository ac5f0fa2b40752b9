/// Arithmetic on decimal numbers as a person writes them: 35.3 · 0.1 is 3.53, and not 3.5300000000000002.
///
/// The product of two decimals has at most as many places as both together, and their sum at most as many as the longer
/// one. A result rounded to these places is therefore the Double nearest to the exact result.
enum Decimals {
    /// The maximum number of places to round to. A number with more, such as 1/3, is not a decimal that a person wrote.
    private static let most = 12

    private static let powers: [Double] = (0...most).map { place in (0..<place).reduce(1) { power, _ in power * 10 } }

    /// Returns the number of digits after the decimal point in the shortest text of a number; nil if there are more
    /// than `most`.
    static func places(_ number: Double) -> Int? {
        // Most numbers are whole, and this test is faster than making a text.
        if number.rounded() == number { return 0 }
        let text = "\(number.magnitude)".split(separator: "e")
        let digits = text[0].split(separator: ".").dropFirst().first.map(\.count) ?? 0
        let places = digits - (text.count > 1 ? Int(text[1]) ?? 0 : 0)
        return places <= most ? max(0, places) : nil
    }

    /// Returns a result rounded to the places that its exact value can have; unchanged if `places` is nil.
    static func rounded(_ number: Double, to places: Int?) -> Double {
        guard let places, places > 0 || number.rounded() != number, places <= most else { return number }
        let scaled = number * powers[places]
        // A larger Double has no digits to spare.
        guard scaled.magnitude < 0x1p52 else { return number }
        return scaled.rounded() / powers[places]
    }

    static func product(_ one: Double, _ other: Double) -> Double {
        let product = one * other
        guard one != 1, other != 1, let left = places(one), let right = places(other) else { return product }
        return rounded(product, to: left + right)
    }

    static func sum(_ one: Double, _ other: Double) -> Double {
        let sum = one + other
        guard let left = places(one), let right = places(other) else { return sum }
        return rounded(sum, to: max(left, right))
    }

    /// Returns ten to a power of -10 to 10, as the decimal that a person writes.
    static func power(_ exponent: Int) -> Double {
        let power = powers[min(abs(exponent), most)]
        return exponent < 0 ? 1 / power : power
    }
}
