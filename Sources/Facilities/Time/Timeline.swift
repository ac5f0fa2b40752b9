/// The meaning of the stamps of a journal, by sequence: the clock that gave them, and their correction.
///
/// It is made from the `clock` entries alone. Each of them begins a stretch of sequences. All stretches of one start of
/// the machine count their time without a jump, so that the newest trusted offset of that start is right for all of
/// them.
public struct Timeline: Hashable, Sendable {
    private struct Stretch: Hashable {
        var first: Int64
        var change: ClockChange
        /// The first stamp of this start of the machine, in milliseconds since that start.
        var uptime: Int64
    }

    /// The correction of the stamps of a stretch.
    public struct Correction: Hashable, Sendable {
        /// The sequences of the stretch.
        public var sequences: ClosedRange<Int64>
        /// The correction; nil where the stamps are right.
        public var shift: ClockShift?
        /// The begin of a later start of the machine, which no stamp can be after; nil where none is trusted.
        public var notAfter: Timestamp?

        /// Returns the right time of a stamp in this stretch.
        public func corrected(_ stamp: Timestamp) -> Timestamp {
            let time = shift.map { stamp.moved(by: $0.by) } ?? stamp
            return notAfter.map { min(time, $0) } ?? time
        }
    }

    private var stretches: [Stretch] = []
    /// The milliseconds from 1970 that no clock exceeds.
    private static let longest: Int64 = 1 << 50
    /// The corrections in the order of sequences. The first is for everything before the first `clock` entry.
    public private(set) var corrections = [Correction(sequences: .min ... .max)]

    /// The sequence of the newest `clock` entry; nil in a journal without one.
    public private(set) var newestSequence: Int64?

    public init() {}

    /// The newest change; nil in a journal without one.
    public var last: ClockChange? { stretches.last?.change }

    /// Takes in the next `clock` entry.
    ///
    /// - Parameter time: The stored stamp of the entry.
    public mutating func take(_ change: ClockChange, at sequence: Int64, _ time: Timestamp) {
        // A file may have been altered: what cannot be is left to the check of the ledger.
        let (last, possible) = (stretches.last?.first ?? .min, -Self.longest...Self.longest)
        guard sequence > last, possible ~= change.offset, possible ~= time.milliseconds else { return }
        let known = stretches.first { $0.change.boot == change.boot }?.uptime
        let first = min(change.from ?? sequence, sequence)
        stretches.append(
            Stretch(
                first: max(first, last == .min ? .min + 1 : last + 1), change: change,
                uptime: known ?? time.milliseconds - change.offset))
        corrections = corrected()
        newestSequence = sequence
    }

    /// Returns the correction of stamps with a sequence.
    public func correction(at sequence: Int64) -> Correction {
        var (low, high) = (0, corrections.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if corrections[middle].sequences.lowerBound <= sequence { low = middle } else { high = middle - 1 }
        }
        return corrections[low]
    }

    /// Returns the right time of a stamp with a sequence.
    public func corrected(_ stamp: Timestamp, at sequence: Int64) -> Timestamp {
        correction(at: sequence).corrected(stamp)
    }

    /// Returns the first stamp of the start of the machine to which a sequence belongs, as that stretch counts; nil
    /// where it is unknown.
    public func firstStamp(at sequence: Int64) -> Timestamp? {
        stretches.last { $0.first <= sequence }.map { Timestamp(milliseconds: $0.uptime + $0.change.offset) }
    }

    /// Returns the first sequence of the start of the machine to which a sequence belongs.
    public func firstSequence(ofStartAt sequence: Int64) -> Int64 {
        let boot = stretches.last { $0.first <= sequence }?.change.boot
        return stretches.first { $0.change.boot == boot }?.first ?? .min
    }

    /// The last sequence with a trusted time; `Int64.max` if the newest has one, and nil if none has.
    public var lastBelieved: Int64? { lastBelieved(before: .max) }

    /// Returns the last sequence before another that has a trusted time; nil if none has.
    public func lastBelieved(before sequence: Int64) -> Int64? {
        let known = stretches.indices.filter { stretches[$0].first < sequence }
        guard let index = known.last(where: { stretches[$0].change.isBelieved }) else {
            // What was kept before there were such entries.
            return stretches.first.map { min($0.first, sequence) - 1 } ?? sequence
        }
        return min(corrections[index + 1].sequences.upperBound, sequence)
    }

    /// The stretches with their shifts, with neighbours of the same shift merged.
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
        var corrections: [Correction] = []
        var end = Int64.max
        var limits = Limits()
        for (index, stretch) in stretches.enumerated().reversed() {
            let boot = stretch.change.boot
            let offset = newestOffset(of: boot)
            let isSourced = stretches.contains { $0.change.boot == boot && $0.change.source != nil }
            corrections.append(
                Correction(
                    sequences: stretch.first...end, shift: shift(of: index, to: offset),
                    notAfter: limits.limit(isSourced: isSourced)))
            end = stretch.first - 1
            // Only another start of the machine comes after all stamps of this one.
            let isFirstOfBoot = !stretches[..<index].contains { $0.change.boot == boot }
            guard isFirstOfBoot, let offset else { continue }
            limits.take(Timestamp(milliseconds: stretch.uptime + offset), isSourced: isSourced)
        }
        corrections.append(Correction(sequences: .min...end, shift: nil, notAfter: limits.limit(isSourced: false)))
        return corrections.reversed()
    }

    /// Returns the correction of a stretch to an offset; nil where it has that offset, or none is known.
    private func shift(of index: Int, to offset: Int64?) -> ClockShift? {
        guard let offset, offset != stretches[index].change.offset else { return nil }
        let by = offset - stretches[index].change.offset
        return ClockShift(from: from(index, by: by), by: .milliseconds(by))
    }

    /// Returns the newest trusted offset of a start of the machine; nil where there is none.
    private func newestOffset(of boot: String) -> Int64? {
        stretches.last { $0.change.boot == boot && $0.change.isBelieved }?.change.offset
    }

    /// Returns the first time that moves with a stretch. A start without a trusted time continued the times of the one
    /// before: where it is set back, those of that one cannot stay behind it.
    private func from(_ index: Int, by: Int64) -> Timestamp {
        let stretch = stretches[index]
        let own = Timestamp(milliseconds: stretch.uptime + stretch.change.offset)
        guard by < 0, index > 0, let first = stretches.first(where: { $0.change.boot == stretch.change.boot }),
            !first.change.isBelieved
        else { return own }
        let before = stretches[..<index].last { $0.change.boot != stretch.change.boot }
        guard let before,
            !stretches.contains(where: { $0.change.boot == before.change.boot && $0.change.source != nil })
        else { return own }
        let offset = newestOffset(of: before.change.boot) ?? before.change.offset
        return min(own, Timestamp(milliseconds: before.uptime + offset))
    }

    /// The begins of later starts of the machine. A start with a source is limited only by others with one.
    private struct Limits {
        private var any: Timestamp?
        private var ofSourced: Timestamp?

        func limit(isSourced: Bool) -> Timestamp? { isSourced ? ofSourced : any }

        mutating func take(_ begin: Timestamp, isSourced: Bool) {
            any = any.map { min($0, begin) } ?? begin
            if isSourced { ofSourced = ofSourced.map { min($0, begin) } ?? begin }
        }
    }
}
