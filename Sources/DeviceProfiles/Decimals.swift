/// Arithmetic on numbers that a person writes with a few decimals: 35.3 · 0.1 is 3.53, and not 3.5300000000000002.
///
/// The product of two decimals has no more places than both together, and their sum no more than the longer one. So a result that is
/// rounded to these places is the Double of the exact result.
enum Decimals {
    /// The most places that are rounded to. Numbers with more are no decimals that a person wrote, such as 1/3.
    private static let most = 12

    private static let powers: [Double] = (0...most).map { place in (0..<place).reduce(1) { power, _ in power * 10 } }

    /// Returns the digits behind the point in the shortest text of a number; nil for more than are rounded to.
    static func places(_ number: Double) -> Int? {
        // Whole numbers are most of what comes.
        if number.rounded() == number { return 0 }
        let text = "\(number.magnitude)".split(separator: "e")
        let digits = text[0].split(separator: ".").dropFirst().first.map(\.count) ?? 0
        let places = digits - (text.count > 1 ? Int(text[1]) ?? 0 : 0)
        return places <= most ? max(0, places) : nil
    }

    /// Returns a result of decimals, whose exact value has at most so many places; as it is where they are not known.
    static func rounded(_ number: Double, to places: Int?) -> Double {
        guard let places, places > 0 || number.rounded() != number, places <= most else { return number }
        let scaled = number * powers[places]
        // Beyond that a Double has no digits to spare.
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

    /// Ten to a power of -10 to 10, as the decimal that a person writes.
    static func power(_ exponent: Int) -> Double {
        let power = powers[min(abs(exponent), most)]
        return exponent < 0 ? 1 / power : power
    }
}
