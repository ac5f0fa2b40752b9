/// Numbers as integers divided by a power of ten: 35.3 is 353 / 10.
enum FixedDecimal {
    /// The largest exponent of a power of ten that a Double represents exactly, so that one division rounds only once, as parsing the
    /// text does.
    static let mostPlaces = 22

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// The largest number up to which a Double represents every integer.
    private static let greatest = 9_007_199_254_740_992.0

    /// Returns the integer that gives the number back, to the last bit; nil where there is none. Minus zero has none.
    static func integer(_ number: Double, places: Int) -> Int64? {
        let power = powers[places]
        let integer = (number * power).rounded()
        guard abs(integer) <= greatest, (integer / power).bitPattern == number.bitPattern else { return nil }
        // No integer is minus zero.
        return integer == 0 && number.sign == .minus ? nil : Int64(integer)
    }

    /// Returns the integer that gives the nearest number; nil where it is too large, and for a NaN or an infinity.
    static func nearest(_ number: Double, places: Int) -> Int64? {
        let integer = (number * powers[places]).rounded()
        guard abs(integer) <= greatest else { return nil }
        return Int64(integer)
    }

    /// Returns the number of an integer.
    static func number(_ integer: Int64, places: Int) -> Double { Double(integer) / powers[places] }

    /// Returns the least number of places that gives a number back; nil where none does.
    static func places(of number: Double) -> Int? {
        for places in 0...mostPlaces where integer(number, places: places) != nil { return places }
        return nil
    }

    /// Returns the numbers of places that are worth trying for a column: those that some number needs, if at most an eighth of the
    /// numbers need more.
    static func places(of numbers: [Double]) -> [Int] {
        var counts = [Int](repeating: 0, count: mostPlaces + 1)
        for number in numbers {
            if let places = places(of: number) { counts[places] += 1 }
        }
        var (worth, fitting) = ([Int](), 0)
        for (places, count) in counts.enumerated() where count > 0 {
            fitting += count
            if numbers.count - fitting <= numbers.count / 8 { worth.append(places) }
        }
        return worth
    }
}
