import Facilities
import Foundation
import Testing

@testable import Uplinks

/// Portions of samples that were asked for.
struct ReadingsAnswerTests {
    private static func samples(_ count: Int64, readings: Int = 1) -> [Kept<Sample>] {
        (0..<count).map { index in
            let readings = (0..<readings).map { Reading(Quantity(rawValue: "q\($0)")!, 0.123456789, .pascal) }
            let time = Timestamp(seconds: 1_800_000_000 + index)
            let sample = Sample(device: DeviceID("p\(index % 3)"), time: time, readings: readings)
            return Kept(sequence: index + 1, facility: .here, time: time, sample)
        }
    }

    private func made(_ samples: [Kept<Sample>], _ epochs: Epochs = Epochs(), next: Int64? = nil) -> ReadingsAnswer? {
        ReadingsAnswer(#""id":"7f","#, samples, next: next, gateway: "NJ-1", epochs: epochs, clock: 5)
    }

    private func sequences(_ answer: ReadingsAnswer) throws -> [[Int64]] {
        let json = try JSONDecoder().decode(JSONValue.self, from: Data(answer.json))
        guard case .array(let messages)? = json["readings"] else { return [] }
        return messages.map { message in
            guard case .array(let items)? = message["sequence"] else { return [] }
            return items.compactMap { if case .integer(let sequence) = $0 { sequence } else { nil } }
        }
    }

    @Test func theSamplesOfADeviceStandInOneMessage() throws {
        let answer = try #require(made(Self.samples(7), next: 40))
        #expect(try sequences(answer) == [[1, 4, 7], [2, 5], [3, 6]])
        #expect(answer.next == 40)
        #expect(String(decoding: answer.json, as: UTF8.self).hasPrefix(#"{"id":"7f","next":40,"readings":[{"schema":"#))
    }

    @Test func withoutSamplesTheListIsEmpty() throws {
        let answer = try #require(made([]))
        #expect(String(decoding: answer.json, as: UTF8.self) == #"{"id":"7f","next":null,"readings":[]}"#)
    }

    @Test func anEpochBeginsAnotherMessage() throws {
        var epochs = Epochs()
        let time = Timestamp(seconds: 1_800_000_000)
        for (sequence, id) in [(1, "aaaaaa"), (5, "bbbbbb")] as [(Int64, String)] {
            epochs.take(KeptEntry(sequence: sequence, facility: nil, time: time, .epoch(EpochChange(id, .fresh))))
        }
        #expect(try sequences(try #require(made(Self.samples(7), epochs))) == [[1, 4], [2], [3], [5], [6], [7]])
    }

    @Test(arguments: [1, 2, 10, 300]) func aPageIsAsLargeAsItMayBeAndTheNextBeginsBehindIt(readings: Int) throws {
        let all = Self.samples(3000, readings: readings)
        var rest = all[...]
        var pages: [Int] = []
        while !rest.isEmpty {
            let answer = try #require(made(Array(rest), next: nil))
            #expect(answer.json.count <= ReadingsAnswer.largest)
            let found = try sequences(answer).joined().sorted()
            #expect(found == rest.prefix(found.count).map(\.sequence))
            #expect(answer.next == (found.count == rest.count ? nil : found.last))
            pages.append(answer.json.count)
            rest = rest.dropFirst(found.count)
            if pages.count == 5 { break }
        }
        #expect(pages.dropLast().allSatisfy { $0 > ReadingsAnswer.largest / 2 }, "\(pages)")
    }

    @Test func aSampleThatIsTooLargeAloneHasNoAnswer() {
        #expect(made(Self.samples(1, readings: 2000)) == nil)
        #expect(made(Self.samples(1, readings: 500)) != nil)
    }
}
