import Facilities

extension Double {
    /// The number without the noise that sums and quotients of fractions have, so that a figure at its limit is not
    /// past it.
    var settled: Double { isFinite ? (self * 1e6).rounded() / 1e6 : self }

    private static func step(_ decimals: Int) -> Double { (0..<decimals).reduce(1.0) { step, _ in step / 10 } }

    /// Returns the number with some decimals, or with as many more as show on which side of a limit it lies: nobody
    /// understands 500 µg/m³ over 500 µg/m³.
    func plainText(decimals: Int, beside limit: Double) -> String {
        // Rounding cannot take it across a limit that is further away than a step.
        if abs(self - limit) > Self.step(decimals) { return plainText(decimals: decimals) }
        let texts = (decimals...6).lazy.map { plainText(decimals: $0) }
        return texts.first { text in
            guard let shown = Double(text) else { return true }
            return self == limit || (shown != limit && (shown < limit) == (self < limit))
        } ?? plainText
    }
}
