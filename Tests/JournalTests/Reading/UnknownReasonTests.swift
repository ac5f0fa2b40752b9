import Facilities
import Testing

@testable import Journal

/// Reasons that a newer version gives with the same schema: the reading keeps its value, and the others of its block theirs.
struct UnknownReasonTests {
    private let columns = [
        Column(quantity: .pm10, unit: .microgramPerCubicMetre), Column(quantity: .noise, unit: .decibel),
    ]

    private func readings(_ first: Quality, _ second: Quality) -> [Reading] {
        var readings = [
            Reading(.pm10, 35.3, .microgramPerCubicMetre, quality: first),
            Reading(.noise, 50, .decibel, quality: second),
        ]
        for (index, quality) in [first, second].enumerated() {
            guard case .bad(let reason) = quality else { continue }
            readings[index] = Reading(columns[index].quantity, columns[index].unit, bad: reason)
        }
        return readings
    }

    private static let unknown: [Quality] = [
        .uncertain(.unknown(14)), .uncertain(.unknown(63)), .bad(.unknown(14)), .bad(.unknown(191)),
    ]

    @Test(arguments: unknown) func aRowKeepsItsValuesAndTheCode(quality: Quality) throws {
        let readings = readings(quality, .good)
        let bytes = SampleBlob.encode(readings)
        #expect(try SampleBlob.decode(bytes, columns: columns) == readings)
        #expect(SampleBlob.encode(try SampleBlob.decode(bytes, columns: columns)) == bytes)
    }

    @Test(arguments: unknown) func aBlockKeepsAllOfItsReadings(quality: Quality) throws {
        let samples = (1...100).map { number in
            FoldedSample(
                sequence: number, milliseconds: number * 1000,
                content: .readings(readings(number == 50 ? quality : .good, .uncertain(.stuck))))
        }
        let bytes = FoldBlock.encode(samples, columns: columns)
        #expect(try FoldBlock.decode(bytes, columns: columns) == samples)
    }

    /// The number of the file stands in the hash of a seal: a version that does not know the reason must find the same.
    @Test func everyNumberButOneComesBack() throws {
        for code in UInt8.min..<255 { #expect(Quality(code: code)?.code == code) }
        #expect(Quality(code: 255) == nil)
        #expect(Quality(code: 13) == .uncertain(.otherMaster) && Quality(code: 14) == .uncertain(.unknown(14)))
        #expect(Quality(code: 76) == .bad(.otherMaster) && Quality(code: 77) == .bad(.unknown(14)))
    }

    @Test func itIsNamedWithItsNumber() {
        let quality = Quality.uncertain(.unknown(14))
        #expect(quality.description == "uncertain:unknown14" && Quality("uncertain:unknown14") == quality)
        #expect(Quality("bad:unknown0") == nil && Quality("bad:unknown13") == nil && Quality("bad:unknown999") == nil)
        #expect(quality.title.zh.contains("代码14") && quality.title.en.contains("code 14"))
    }
}
