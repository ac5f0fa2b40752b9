import DeviceProfiles
import Facilities
import TestSupport
import Testing

/// A reading is the number that a person would read off the device.
struct ShortestNumbersTests {
    private func words(_ number: Float) -> [UInt16] {
        [UInt16(truncatingIfNeeded: number.bitPattern >> 16), UInt16(truncatingIfNeeded: number.bitPattern)]
    }

    private func value(_ number: Float, _ keys: String = "") throws -> Double? {
        let profile = try profile("a: {own: true, register: holding 0, type: float32\(keys)}")
        return profile.readings(in: profile.readPlan[0], words: words(number))[0].value
    }

    @Test(arguments: [35.3, 0.1, -7.05, 812.4, 3.4e38, 1e-7, 16_777_215, 0] as [Float])
    func aFloatIsTheNumberOfItsShortestText(number: Float) throws {
        #expect(try value(number) == Double("\(number)"))
    }

    @Test func everyFloatComesBackAsTheSameFloat() throws {
        let profile = try profile("a: {own: true, register: holding 0, type: float32}")
        var random = SplitMix(seed: 35)
        for _ in 0..<20_000 {
            let number = Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &random))
            let value = profile.readings(in: profile.readPlan[0], words: words(number))[0].value
            #expect(value == (number.isFinite ? Double("\(number)") : nil))
            #expect(value.map { Float($0) == number } ?? !number.isFinite)
        }
    }

    /// Four digits and a scale of a power of ten: the text of the result has the same digits.
    @Test(arguments: [(0.1, 2), (0.01, 3), (0.001, 4)]) func aScaledFloatKeepsItsDigits(scale: Double, places: Int)
        throws
    {
        let profile = try profile("a: {own: true, register: holding 0, type: float32, scale: \(scale)}")
        var random = SplitMix(seed: 36)
        for _ in 0..<5000 {
            let tenths = Int.random(in: -9999...9999, using: &random)
            let value = profile.readings(in: profile.readPlan[0], words: words(Float(tenths) / 10))[0].value
            #expect(value == Double("\(tenths)e-\(places)"), "\(tenths)")
        }
    }

    @Test func anOffsetAddsNoDigits() throws {
        let profile = try profile("a: {own: true, register: holding 0, type: uint16, scale: 0.1, offset: -40}")
        #expect(profile.reading(353).value == -4.7)
        #expect((0...UInt16.max).allSatisfy { profile.reading($0).value == Double("\(Int($0) - 400)e-1") })
    }

    @Test func anotherUnitAddsNoDigits() throws {
        let profile = try profile("pressureDrop: {register: holding 0, type: float32, unit: kPa}")
        #expect(profile.readings(in: profile.readPlan[0], words: words(1.001))[0].value == 1001)
        #expect(profile.readings(in: profile.readPlan[0], words: words(0.0353))[0].value == 35.3)
    }

    @Test func aScaleThatIsNoDecimalIsMultipliedAsItIs() throws {
        let scale = 1.0 / 3
        let profile = try profile("a: {own: true, register: holding 0, type: uint16, scale: \(scale)}")
        #expect(profile.reading(7).value == 7.0 / 3)
    }

    /// Of other types and with a scale, too: never off by one and good. D16.
    @Test(arguments: [
        ("uint64", [0x0020, 0, 0, 1] as [UInt16], Quality.uncertain(.precision)), ("uint64", [0x0020, 0, 0, 2], .good),
        ("uint64", [0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF], .uncertain(.precision)),
        ("uint64, scale: 0.001", [0x0020, 0, 0, 1], .uncertain(.precision)),
        ("int64, scale: 0.001", [0x0020, 0, 0, 1], .uncertain(.precision)),
        ("int64, scale: 10, offset: -5", [0x0020, 0, 0, 2], .good),
        ("int64", [0xFFDF, 0xFFFF, 0xFFFF, 0xFFFF], .uncertain(.precision)), ("int64", [0xFFE0, 0, 0, 0], .good),
        ("bitfield, length: 4, bits: [0, 60]", [0x0020, 0, 0, 1], .uncertain(.precision)),
        ("int64, range: [0, 1e18]", [0x0020, 0, 0, 1], .uncertain(.precision)),
    ]) func everyWideTypeIsExactOrMarked(type: String, words: [UInt16], quality: Quality) throws {
        let profile = try profile("a: {own: true, register: holding 0, type: \(type)}")
        let reading = profile.readings(in: profile.readPlan[0], words: words)[0]
        #expect(reading.quality == quality && reading.value != nil, "\(reading)")
    }

    /// 2^53 is the last whole number up to which a Double has every one.
    @Test(arguments: [(UInt16(0), Quality.good), (1, .uncertain(.precision)), (2, .good), (3, .uncertain(.precision))])
    func aWholeNumberThatADoubleLacksIsMarked(last: UInt16, quality: Quality) throws {
        let profile = try profile("a: {own: true, register: holding 0, type: int64}")
        let reading = profile.readings(in: profile.readPlan[0], words: [0x0020, 0, 0, last])[0]
        #expect(reading.quality == quality && reading.value != nil)
    }
}
