import Facilities
import Foundation
import Journal
import MQTT
import Testing

@testable import Gateway

private let site = Facility.Code("NJ320104D000049")!

struct PageEpochTests {
    private func samples(_ sequences: ClosedRange<Int64>) -> [Item] {
        sequences.map { sequence in
            let time = Timestamp(seconds: 1_800_000_000 + sequence)
            let sample = Sample(
                device: DeviceID("p1"), time: time, readings: [Reading(.tsp, 100, .microgramPerCubicMetre)])
            return .sample(Kept(sequence: sequence, facility: site, time: time, sample))
        }
    }

    private func entry(_ sequence: Int64, _ change: EpochChange) -> KeptEntry {
        KeptEntry(sequence: sequence, facility: nil, time: Timestamp(seconds: 1_800_000_000), .epoch(change))
    }

    private func sent(_ items: [Item], _ epochs: Epochs) -> [(epoch: String?, sequences: [Int])] {
        packed(items, GoldenMessages.topics, epochs).map { message in
            let json = (try? JSONSerialization.jsonObject(with: Data(message.payload))) as? [String: Any] ?? [:]
            let sequences = json["sequence"] as? [Int] ?? [json["sequence"] as? Int ?? 0]
            return (json["epoch"] as? String, sequences)
        }
    }

    @Test func noMessageHasSamplesOfTwoEpochs() {
        let second = entry(5, EpochChange("second", .restored, before: "first0"))
        let epochs = [entry(1, EpochChange("first0", .fresh)), second].reduce(into: Epochs()) { $0.take($1) }
        let sent = sent(samples(2...4) + [.entry(second)] + samples(6...7), epochs)
        #expect(sent.map(\.epoch) == ["second", "first0", "second"])
        #expect(sent.map(\.sequences) == [[5], [2, 3, 4], [6, 7]])
    }

    @Test func anEpochThatBeginsBeforeItsEntryCutsTheMessageThere() {
        let second = entry(5, EpochChange("second", .ahead, before: "first0", from: 3))
        let epochs = [entry(1, EpochChange("first0", .fresh)), second].reduce(into: Epochs()) { $0.take($1) }
        let sent = sent(samples(2...4) + samples(6...6), epochs)
        #expect(sent.map(\.epoch) == ["first0", "second"])
        #expect(sent.map(\.sequences) == [[2], [3, 4, 6]])
    }

    /// At every place where a page of thirty can be cut.
    @Test(arguments: 1...31) func everySampleOfAPageIsSentOnceInItsOwnEpoch(_ boundary: Int64) {
        var epochs = Epochs()
        epochs.take(entry(0, EpochChange("first0", .fresh)))
        epochs.take(entry(boundary, EpochChange("second", .ahead)))
        let sent = sent(samples(1...30), epochs)
        #expect(sent.flatMap(\.sequences).sorted() == Array(1...30))
        for (epoch, sequences) in sent { #expect(sequences.allSatisfy { epochs.id(of: Int64($0)) == epoch }) }
    }
}
