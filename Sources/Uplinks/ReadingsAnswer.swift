import Delivery
public import Facilities

/// The answer to a request of readings: samples as messages of readings have them, a list of such messages.
public struct ReadingsAnswer: Sendable {
    /// Bytes of an answer at most.
    public static let largest = 60_000

    public private(set) var json: [UInt8] = []
    /// The sequence after which the next page begins; nil for the last one.
    public private(set) var next: Int64?

    /// Takes as many of the samples as there is space for.
    ///
    /// - Parameters:
    ///   - head: the members of the answer before those of the readings, as JSON with a comma at the end.
    ///   - samples: of one facility, in order of sequence.
    ///   - next: the sequence after which more may follow; nil where nothing does.
    ///   - clock: the sequence of the newest `clock` entry by which their times are given.
    ///   - unreadable: samples that are asked for and that nobody can read.
    /// - Returns: nil where a single sample is too large.
    public init?(
        _ head: String, _ samples: [Kept<Sample>], next: Int64?, gateway: String, epochs: Epochs, clock: Int64?,
        unreadable: [UnreadableSamples] = []
    ) {
        let head = head + Self.member(unreadable)
        var count = samples.count
        while true {
            self.next = count < samples.count ? samples[count - 1].sequence : next
            let messages = Self.messages(samples.prefix(count), gateway, epochs, clock)
            json = Array("{\(head)\"next\":\(self.next.map(String.init) ?? "null"),\"readings\":[".utf8)
            json += messages.joined(separator: [UInt8(ascii: ",")])
            json += Array("]}".utf8)
            if json.count <= Self.largest { return }
            guard count > 1 else { return nil }
            count = max(1, min(count - 1, count * Self.largest / json.count))
        }
    }

    /// Ranges of samples that an answer names at most.
    private static let mostUnreadable = 100

    /// A member with a comma behind it, where there are some.
    private static func member(_ unreadable: [UnreadableSamples]) -> String {
        guard !unreadable.isEmpty else { return "" }
        let ranges = unreadable.prefix(mostUnreadable).map { samples in
            let device = samples.device.map { "\"device\":\(JSONText.string($0.description))," } ?? ""
            let (from, to) = (samples.sequences.lowerBound, samples.sequences.upperBound)
            return "{\"count\":\(samples.count),\(device)\"from\":\(from),\"to\":\(to)}"
        }
        return "\"unreadable\":[\(ranges.joined(separator: ","))],"
    }

    /// Samples of one device, of one epoch and with the same columns stand in one message.
    private static func messages(
        _ samples: ArraySlice<Kept<Sample>>, _ gateway: String, _ epochs: Epochs, _ clock: Int64?
    ) -> [[UInt8]] {
        var groups: [(epoch: String?, samples: [Kept<Sample>])] = []
        var newest: [DeviceID: Int] = [:]
        for kept in samples {
            let epoch = epochs.id(of: kept.sequence)
            if let index = newest[kept.content.device], groups[index].epoch == epoch,
                groups[index].samples[0].content.hasColumns(of: kept.content)
            {
                groups[index].samples.append(kept)
            } else {
                newest[kept.content.device] = groups.count
                groups.append((epoch, [kept]))
            }
        }
        return groups.map { group in
            // What was asked for is no chain of what is chosen.
            ReadingsPayload(
                gateway: gateway, epoch: group.epoch, clock: clock, samples: group.samples,
                items: group.samples.map { Chosen(.sample($0)) }
            ).columns
        }
    }
}
