import Facilities
import Testing

@Suite struct AccumulatorTests {
    private func mean(_ averaging: Quantity.Averaging, _ values: Double...) -> Double? {
        var accumulator = Accumulator(averaging)
        for value in values { accumulator.add(value) }
        return accumulator.mean
    }

    /// 60, 60 and 70 dB: 10·log10((2·10⁶ + 10⁷)/3) = 66.0206.
    @Test func levelsAreMeantByTheirEnergy() throws {
        #expect(abs(try #require(mean(.energy, 60, 60, 70)) - 66.0206) < 1e-4)
    }

    /// East twice and north once: atan(2/1) = 63.4349°.
    @Test func directionsAreMeantAsVectors() throws {
        #expect(abs(try #require(mean(.direction, 90, 90, 0)) - 63.4349) < 1e-4)
        #expect(abs(try #require(mean(.direction, 359, 359)) - 359) < 1e-9)
    }

    @Test func aMeanThatIsNotFiniteIsNone() {
        #expect(mean(.arithmetic, .greatestFiniteMagnitude, .greatestFiniteMagnitude) == nil)
        #expect(mean(.energy, -1e6) == nil)
        #expect(mean(.energy, 1e308) == 200)
        #expect(mean(.arithmetic) == nil)
    }

    @Test(arguments: [Quantity.Averaging.arithmetic, .energy, .direction])
    func partsPutTogetherAreTheWhole(averaging: Quantity.Averaging) throws {
        let values = (0..<60).map { _ in Double.random(in: 0..<360) }
        var (whole, parts) = (Accumulator(averaging), Accumulator(averaging))
        for value in values { whole.add(value) }
        for start in stride(from: 0, to: 60, by: 15) {
            var part = Accumulator(averaging)
            for value in values[start..<start + 15] { part.add(value) }
            parts.merge(part)
        }
        #expect((parts.count, parts.minimum, parts.maximum) == (60, values.min(), values.max()))
        #expect(abs(try #require(parts.mean) - (try #require(whole.mean))) < 1e-6)
    }
}
