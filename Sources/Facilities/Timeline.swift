/// What the stamps of a journal mean, by sequence: which clock gave them, and by how much they are corrected.
///
/// It is made of the `clock` entries alone. A stretch of sequences begins with each of them. All stretches of one start of the
/// machine count their time without a jump, so that the newest believed offset of that start is right for all of them.
public struct Timeline: Hashable, Sendable {
    private struct Stretch: Hashable {
        var first: Int64
        var change: ClockChange
        /// When the first stamp of this start of the machine was given, in milliseconds since that start.
        var uptime: Int64
    }

    /// What becomes of the stamps of a stretch.
    public struct Correction: Hashable, Sendable {
        /// The sequences of the stretch.
        public var sequences: ClosedRange<Int64>
        /// Nil where the stamps are right.
        public var shift: ClockShift?
        /// A later start of the machine began at this time, so that no stamp can be after it; nil where none is believed.
        public var notAfter: Timestamp?

        public func corrected(_ stamp: Timestamp) -> Timestamp {
            let time = shift.map { stamp + $0.by } ?? stamp
            return notAfter.map { min(time, $0) } ?? time
        }
    }

    private var stretches: [Stretch] = []
    /// In the order of sequences. The first is of everything before the first `clock` entry.
    public private(set) var corrections = [Correction(sequences: .min ... .max)]

    public init() {}

    /// The newest change; nil in a journal without one.
    public var last: ClockChange? { stretches.last?.change }

    /// Takes in the next `clock` entry.
    ///
    /// - Parameter time: its stamp, as it is stored.
    public mutating func take(_ change: ClockChange, at sequence: Int64, _ time: Timestamp) {
        let known = stretches.first { $0.change.boot == change.boot }?.uptime
        stretches.append(
            Stretch(first: change.from ?? sequence, change: change, uptime: known ?? time.milliseconds - change.offset))
        corrections = corrected()
    }

    /// What becomes of the stamps of what has this sequence.
    public func correction(at sequence: Int64) -> Correction {
        var (low, high) = (0, corrections.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if corrections[middle].sequences.lowerBound <= sequence { low = middle } else { high = middle - 1 }
        }
        return corrections[low]
    }

    public func corrected(_ stamp: Timestamp, at sequence: Int64) -> Timestamp {
        correction(at: sequence).corrected(stamp)
    }

    /// The first stamp of the start of the machine to which a sequence belongs, as that stretch counts; nil where nobody knows.
    public func firstStamp(at sequence: Int64) -> Timestamp? {
        stretches.last { $0.first <= sequence }.map { Timestamp(milliseconds: $0.uptime + $0.change.offset) }
    }

    /// The first sequence of the start of the machine to which a sequence belongs.
    public func firstSequence(ofStartAt sequence: Int64) -> Int64 {
        let boot = stretches.last { $0.first <= sequence }?.change.boot
        return stretches.first { $0.change.boot == boot }?.first ?? .min
    }

    /// The most by which a stamp is corrected forward: what is not before a time has a stamp that is at most so much before it.
    public var furthest: Duration { corrections.compactMap(\.shift?.by).reduce(.zero, max) }

    /// The last sequence that has a believed time; `Int64.max` if the newest has, and nil if none has.
    public var lastBelieved: Int64? {
        guard let index = stretches.lastIndex(where: \.change.isBelieved) else {
            return stretches.first.map { $0.first - 1 } ?? .max
        }
        return corrections[index + 1].sequences.upperBound
    }

    /// Neighbouring stretches whose stamps are corrected by the same time, as one.
    public var stretchesByShift: [(sequences: ClosedRange<Int64>, by: Duration)] {
        corrections.reduce(into: []) { stretches, correction in
            let by = correction.shift?.by ?? .zero
            if let last = stretches.last, last.by == by {
                stretches[stretches.count - 1].sequences = last.sequences.lowerBound...correction.sequences.upperBound
            } else {
                stretches.append((correction.sequences, by))
            }
        }
    }

    private func corrected() -> [Correction] {
        let newest = Dictionary(
            stretches.filter(\.change.isBelieved).map { ($0.change.boot, $0.change.offset) }, uniquingKeysWith: { $1 })
        var corrections: [Correction] = []
        var end = Int64.max
        var notAfter: Timestamp?
        for (index, stretch) in stretches.enumerated().reversed() {
            let offset = newest[stretch.change.boot]
            let by = offset.map { $0 - stretch.change.offset } ?? 0
            let from = Timestamp(milliseconds: stretch.uptime + stretch.change.offset)
            corrections.append(
                Correction(
                    sequences: stretch.first...end,
                    shift: by == 0 ? nil : ClockShift(from: from, by: .milliseconds(by)), notAfter: notAfter))
            end = stretch.first - 1
            // Only another start of the machine comes after all stamps of this one.
            let isFirstOfBoot = !stretches[..<index].contains { $0.change.boot == stretch.change.boot }
            guard isFirstOfBoot, let offset else { continue }
            let begin = Timestamp(milliseconds: stretch.uptime + offset)
            notAfter = notAfter.map { min($0, begin) } ?? begin
        }
        corrections.append(Correction(sequences: .min...end, shift: nil, notAfter: notAfter))
        return corrections.reversed()
    }
}
