import Facilities

/// The quality and the bound of a reading, and whether it has a raw value.
struct ReadingState: Equatable {
    var quality: Quality
    var bound: Bound
    var hasRaw: Bool

    init(_ reading: Reading) {
        (quality, bound, hasRaw) = (reading.quality, reading.bound, reading.raw != nil)
    }

    fileprivate static let raw: UInt8 = 16

    fileprivate var code: UInt8 { bound.code | (hasRaw ? Self.raw : 0) }

    fileprivate init?(quality: UInt8, code: UInt8) {
        guard let quality = Quality(code: quality), let bound = Bound(code: code & ~Self.raw) else { return nil }
        (self.quality, self.bound, hasRaw) = (quality, bound, code & Self.raw != 0)
    }
}

/// The states of a column's readings as runs of equal states. A run is its length as a varint, a byte for the quality, and a byte for the
/// bound, plus 16 for raw values. The sum of the lengths is the number of readings.
struct StateRuns {
    private struct Run {
        var state: ReadingState
        var count: Int
    }

    private var runs: [Run] = []
    private var current = 0
    private var used = 0

    static func append(_ states: [ReadingState], to bytes: inout [UInt8]) {
        var start = 0
        while start < states.count {
            let end = states[start...].firstIndex { $0 != states[start] } ?? states.count
            bytes.append(varint: UInt64(end - start))
            bytes.append(states[start].quality.code)
            bytes.append(states[start].code)
            start = end
        }
    }

    init(_ count: Int, _ reader: inout ByteReader) throws(JournalError) {
        var left = count
        while left > 0 {
            let length = try reader.count(upTo: left)
            let (quality, code) = (try reader.integer() as UInt8, try reader.integer() as UInt8)
            guard length > 0, let state = ReadingState(quality: quality, code: code) else {
                throw .corrupt("a fold has an unknown quality or bound")
            }
            runs.append(Run(state: state, count: length))
            left -= length
        }
    }

    /// The number of readings that have a value.
    var values: Int { count { !$0.quality.isBad } }

    /// The number of readings that have a raw value.
    var raws: Int { count(where: \.hasRaw) }

    private func count(where isCounted: (ReadingState) -> Bool) -> Int {
        var count = 0
        for run in runs where isCounted(run.state) { count += run.count }
        return count
    }

    /// Returns the state of the next reading, beginning with the first; nil after the last.
    mutating func next() -> ReadingState? {
        guard current < runs.count else { return nil }
        let run = runs[current]
        used += 1
        if used == run.count { (current, used) = (current + 1, 0) }
        return run.state
    }
}
