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
            Quantity(rawValue: "q\(index)"), numbers.randomElement(using: &random)!, .pascal,
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

    @Test func aFloatWithDecimalsTakesFourBytes() throws {
        let readings = [Reading(.temperature, 35.3, .celsius), Reading(.humidity, 48.7, .percent)]
        let blob = SampleBlob.encode(readings)
        #expect(blob.count == 2 + 2 * 4)
        #expect(try SampleBlob.decode(blob, columns: columns(readings)) == readings)
    }

    @Test func aFloatOfAnOldSampleStaysAsItWas() throws {
        let bits = Float(35.3).bitPattern
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: bits >> (8 * UInt32($0))) }
        let column = Column(quantity: .temperature, unit: .celsius)
        #expect(try SampleBlob.decode([1, 3] + bytes, columns: [column])[0].value == Double(Float(35.3)))
    }

    @Test func aSampleWithoutBoundsIsWhatItWasBefore() {
        let plain = [
            Reading(.pm10, 25, .microgramPerCubicMetre), Reading(.pm25, .microgramPerCubicMetre, bad: .noAnswer),
        ]
        #expect(SampleBlob.encode(plain) == [1, 17, 0, 64, 25, 0])
    }

    @Test func aBoundTakesTwoBitsAndARawValueItsOwnSizeAndABit() {
        let bounded = [
            Reading(.pm10, 25, .microgramPerCubicMetre, bound: .atLeast), Reading(.pm25, 3, .microgramPerCubicMetre),
        ]
        #expect(SampleBlob.encode(bounded) == [2, 33, 1, 25, 0, 3, 0])
        let corrected = [
            Reading(.pm10, 25, .microgramPerCubicMetre), Reading(.pm25, 3, .microgramPerCubicMetre, raw: 2),
        ]
        #expect(SampleBlob.encode(corrected) == [2, 65, 2, 25, 0, 3, 0, 2, 0])
    }

    /// New reasons go to the end: these numbers stand in files.
    @Test func theNewestReasonHasTheLastNumber() {
        let reading = Reading(.energy, 1, .kilowattHour, quality: .uncertain(.precision))
        #expect(SampleBlob.encode([reading]) == [1, 17, 12, 1, 0])
    }

    @Test(
        arguments: [
            [1, 33, 1, 25, 0], [3, 1, 25, 0], [2, 33, 3, 25, 0], [2, 33, 1, 25], [2, 33, 1, 25, 0, 0],
            [2, 65, 1, 25, 0],
            [2, 129, 25, 0],
        ] as [[UInt8]]) func whatIsNoSampleIsCorrupt(bytes: [UInt8])
    {
        let column = Column(quantity: .pm10, unit: .microgramPerCubicMetre)
        #expect(throws: JournalError.self) { try SampleBlob.decode(bytes, columns: [column]) }
    }
}
