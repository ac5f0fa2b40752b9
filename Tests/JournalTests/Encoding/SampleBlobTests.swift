import Facilities
import TestSupport
import Testing

@testable import Journal

private let qualities: [Quality] =
    [.good] + Quality.Reason.allCases.map(Quality.uncertain) + Quality.Reason.allCases.map(Quality.bad)

private let numbers: [Double] = [
    0, -0.0, 1, -32_768, 32_768, 2_147_483_648, 0.1, 35.3, -1e-40, Double(Float(0.1)), .leastNonzeroMagnitude,
    .greatestFiniteMagnitude,
]

/// Readings of every quality, with bounds and raw values in a share of samples: most have neither.
private func readings(_ random: inout SplitMix) -> [Reading] {
    let (isBounded, isCalibrated, isGood) = (
        Bool.random(using: &random), Bool.random(using: &random), Bool.random(using: &random)
    )
    return (0..<Int.random(in: 0...20, using: &random)).map { index in
        Reading(
            Quantity(rawValue: "q\(index)")!, numbers.randomElement(using: &random)!, .pascal,
            quality: isGood ? .good : qualities.randomElement(using: &random)!,
            bound: isBounded ? Bound.allCases.randomElement(using: &random)! : .exact,
            raw: isCalibrated ? (numbers + [nil]).randomElement(using: &random)! : nil)
    }
}

private func columns(_ readings: [Reading]) -> [Column] {
    readings.map { Column(quantity: $0.quantity, unit: $0.unit) }
}

struct SampleBlobTests {
    @Test func readingsComeBackAsTheyWere() throws {
        var random = SplitMix(seed: 13)
        for _ in 0..<2000 {
            let readings = readings(&random)
            let back = try SampleBlob.decode(SampleBlob.encode(readings), columns: columns(readings))
            #expect(back == readings)
            #expect(zip(back, readings).allSatisfy { $0.value?.sign == $1.value?.sign && $0.raw?.sign == $1.raw?.sign })
        }
    }

    @Test(arguments: [1.0, 10, 100]) func aDecimalCostsWhatAWholeNumberCosts(steps: Double) throws {
        let readings = [Reading(.temperature, 353 / steps, .celsius), Reading(.humidity, 487 / steps, .percent)]
        let blob = SampleBlob.encode(readings)
        #expect(blob.count == 3 + 2 * 2)
        #expect(try SampleBlob.decode(blob, columns: columns(readings)) == readings)
    }

    /// Air pressure with two decimals takes four bytes, and no other reading pays for it.
    @Test func aReadingOfOtherDecimalsIsAGroupOfItsOwn() throws {
        let (dust, percent) = (PhysicalUnit.microgramPerCubicMetre, PhysicalUnit.percent)
        let whole = [180, 350, 800, 183, 260].map { Reading(.pm10, $0, dust) }
        let tenths = [25.3, 48.7, 58.4, 120.1, 95.5].map { Reading(.humidity, $0, percent) }
        let readings = whole + tenths + [Reading(.airPressure, 1013.25, .pascal)]
        let blob = SampleBlob.encode(readings)
        #expect(blob.count == 2 + (2 + 10 * 2) + (1 + 4))
        #expect(try SampleBlob.decode(blob, columns: columns(readings)) == readings)
    }

    @Test func aNoisyFloatTakesFourBytesByItsTextAndByItsValue() throws {
        for value in [35.317_249, Double(Float(35.317_249)), 0.012_345_67, 1013.2512] {
            let readings = [Reading(.temperature, value, .celsius)]
            let blob = SampleBlob.encode(readings)
            #expect(blob.count == 3 + 4)
            #expect(try SampleBlob.decode(blob, columns: columns(readings)) == readings)
        }
    }

    @Test func aSampleWithoutDoubtsIsItsNumbers() {
        let plain = [
            Reading(.pm10, 25, .microgramPerCubicMetre), Reading(.pm25, .microgramPerCubicMetre, bad: .noAnswer),
        ]
        #expect(SampleBlob.encode(plain) == [3, 16, 0, 64, 128, 25])
    }

    @Test func aBoundTakesTwoBitsAndARawValueItsOwnSizeAndABit() {
        let bounded = [
            Reading(.pm10, 25, .microgramPerCubicMetre, bound: .atLeast), Reading(.pm25, 3, .microgramPerCubicMetre),
        ]
        #expect(SampleBlob.encode(bounded) == [3, 32, 1, 128, 25, 3])
        let corrected = [
            Reading(.pm10, 25, .microgramPerCubicMetre), Reading(.pm25, 3, .microgramPerCubicMetre, raw: 2),
        ]
        #expect(SampleBlob.encode(corrected) == [3, 64, 2, 128, 25, 3, 2])
    }

    /// New reasons go to the end: these numbers stand in files.
    @Test func theNewestReasonHasTheLastNumber() {
        let reading = Reading(.energy, 1, .kilowattHour, quality: .uncertain(.precision))
        #expect(SampleBlob.encode([reading]) == [3, 16, 12, 128, 1])
    }

    /// What 0.1.0 and the programs after it wrote: version 1, and 2 where there are bounds or raw values.
    @Test func earlierVersionsAreRead() throws {
        let dust = PhysicalUnit.microgramPerCubicMetre
        let columns = [Column(quantity: .pm10, unit: dust), Column(quantity: .pm25, unit: dust)]
        let earlier: [([UInt8], [Reading])] = [
            ([1, 17, 0, 64, 25, 0], [Reading(.pm10, 25, dust), Reading(.pm25, dust, bad: .noAnswer)]),
            ([1, 2, 0, 0, 1, 0, 3, 0, 0, 0], [Reading(.pm10, 65_536, dust), Reading(.pm25, 3, dust)]),
            ([2, 33, 1, 25, 0, 3, 0], [Reading(.pm10, 25, dust, bound: .atLeast), Reading(.pm25, 3, dust)]),
            ([2, 65, 2, 25, 0, 3, 0, 2, 0], [Reading(.pm10, 25, dust), Reading(.pm25, 3, dust, raw: 2)]),
            ([1, 5] + bytes(of: 35.3) + bytes(of: -0.0), [Reading(.pm10, 35.3, dust), Reading(.pm25, -0.0, dust)]),
            (
                [1, 3] + bytes(of: 35.3) + bytes(of: 1),
                [
                    Reading(.pm10, Double(Float(35.3)), dust), Reading(.pm25, 1, dust),
                ]
            ),
            (
                [1, 4, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F, 0, 0, 0, 0, 0, 0, 0, 0],
                [
                    Reading(.pm10, 1, dust), Reading(.pm25, 0, dust),
                ]
            ),
        ]
        for (bytes, readings) in earlier { #expect(try SampleBlob.decode(bytes, columns: columns) == readings) }
    }

    private func bytes(of float: Float) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: float.bitPattern >> (8 * UInt32($0))) }
    }

    @Test func damagedBytesNeverEndTheProgram() {
        var random = SplitMix(seed: 17)
        var refused = 0
        for _ in 0..<4000 {
            let readings = readings(&random)
            var bytes = SampleBlob.encode(readings)
            for _ in 0...Int.random(in: 0...2, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                bytes[index] ^= 1 << UInt8.random(in: 0...7, using: &random)
                if bytes.count > 1, Int.random(in: 0..<4, using: &random) == 0 { bytes.removeLast() }
            }
            if (try? SampleBlob.decode(bytes, columns: columns(readings))) == nil { refused += 1 }
        }
        #expect(refused > 500)
    }

    @Test(
        arguments: [
            [1, 33, 1, 25, 0], [3, 1, 25, 0], [2, 33, 3, 25, 0], [2, 33, 1, 25], [2, 33, 1, 25, 0, 0],
            [2, 65, 1, 25, 0],
            [2, 129, 25, 0], [1, 65, 0, 25, 0], [3, 0, 0, 1], [3, 0, 0, 0, 128, 1], [3, 0, 23, 1], [3, 0, 128, 1, 1],
            [3, 0, 226, 1], [3, 0], [4, 0, 128, 1],
        ] as [[UInt8]]) func whatIsNoSampleIsCorrupt(bytes: [UInt8])
    {
        let column = Column(quantity: .pm10, unit: .microgramPerCubicMetre)
        #expect(throws: JournalError.self) { try SampleBlob.decode(bytes, columns: [column]) }
    }
}
