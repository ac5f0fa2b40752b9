import Delivery
import Facilities

/// Samples of one device that share a message.
struct SentSamples {
    /// The items, at least one and all of them samples, in order of sequence.
    private(set) var items: [Chosen]
    private(set) var samples: [Kept<Sample>]
    /// The approximate size of the message so far, in bytes.
    private var bytes: Int
    private let isRows: Bool

    init(_ chosen: Chosen, _ kept: Kept<Sample>, isRows: Bool) {
        (items, samples, self.isRows) = ([chosen], [kept], isRows)
        bytes = kept.content.roughBytes(isRows: isRows)
    }

    /// The finding around which all of them are sent; nil for the usual choice.
    var about: About? { items[0].about }

    /// Returns whether a sample may join the message: it has the same columns, and nothing was chosen between the last
    /// sample and it.
    ///
    /// - Parameter most: the limit of the message, in bytes.
    func takes(_ chosen: Chosen, _ kept: Kept<Sample>, most: Int) -> Bool {
        guard let last = items.last, chosen.about == about else { return false }
        // Samples around a finding do not name the one before them.
        let isNext =
            about != nil || chosen.previous == last.sequence || chosen.previous == nil && last.previous == nil
        return isNext && samples[0].content.hasColumns(of: kept.content)
            && bytes + kept.content.roughBytes(isRows: isRows) <= most
    }

    mutating func add(_ chosen: Chosen, _ kept: Kept<Sample>) {
        items.append(chosen)
        samples.append(kept)
        bytes += kept.content.roughBytes(isRows: isRows)
    }

    /// The two halves; none for a single sample.
    var halves: [SentSamples] {
        let middle = items.count / 2
        guard middle > 0 else { return [] }
        return [0..<middle, middle..<items.count].map { range in
            var half = SentSamples(items[range.lowerBound], samples[range.lowerBound], isRows: isRows)
            for index in range.dropFirst() { half.add(items[index], samples[index]) }
            return half
        }
    }
}

extension Sample {
    /// Returns whether two samples can share a payload.
    func hasColumns(of other: Sample) -> Bool {
        device == other.device && readings.count == other.readings.count
            && zip(readings, other.readings).allSatisfy { $0.quantity == $1.quantity && $0.unit == $1.unit }
    }

    /// Returns the approximate size in a message, in bytes: that of readings that are good and exact.
    fileprivate func roughBytes(isRows: Bool) -> Int {
        isRows ? 200 + 64 * readings.count : 36 + 12 * readings.count
    }
}
