import Delivery
public import Facilities

/// The answer to a request for readings: a list of messages of samples, in the form of readings messages.
public struct ReadingsAnswer: Sendable {
    /// The limit of an answer, in bytes.
    public static let largest = 60_000

    /// The answer as JSON.
    public private(set) var json: [UInt8] = []
    /// The sequence after which the next page begins; nil for the last one.
    public private(set) var next: Int64?

    /// Creates an answer with as many of the samples as fit.
    ///
    /// - Parameters:
    ///   - head: the members of the answer before those of the readings, as JSON with a comma at the end.
    ///   - samples: the samples of one facility, in order of sequence.
    ///   - next: the sequence after which more may follow; nil if nothing follows.
    ///   - clock: the sequence of the newest `clock` entry that their times take into account.
    ///   - unreadable: requested samples that cannot be read.
    /// - Returns: nil if a single sample is too large.
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

    /// The number of ranges of unreadable samples that an answer names.
    private static let mostUnreadable = 100

    /// Returns the member with a comma behind it; empty if there are no such samples.
    private static func member(_ unreadable: [UnreadableSamples]) -> String {
        guard !unreadable.isEmpty else { return "" }
        let ranges = unreadable.prefix(mostUnreadable).map { samples in
            let device = samples.device.map { "\"device\":\(JSONText.string($0.description))," } ?? ""
            let (from, to) = (samples.sequences.lowerBound, samples.sequences.upperBound)
            return "{\"count\":\(samples.count),\(device)\"from\":\(from),\"to\":\(to)}"
        }
        return "\"unreadable\":[\(ranges.joined(separator: ","))],"
    }

    /// Returns the messages. Samples of one device, of one epoch and with the same columns share a message.
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
            // Requested samples form no chain of chosen samples.
            ReadingsPayload(
                gateway: gateway, epoch: group.epoch, clock: clock, samples: group.samples,
                items: group.samples.map { Chosen(.sample($0)) }
            ).columns
        }
    }
}
