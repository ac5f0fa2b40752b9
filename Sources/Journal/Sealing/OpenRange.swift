import Facilities
import Foundation
import GRDB

/// The range of samples behind the last seal, as far as they were read.
public struct OpenRange: Sendable {
    /// The result of one step of reading.
    public enum Step: Sendable {
        /// The range is complete. The next one begins behind it.
        case sealed(SealedRange)
        /// There are more samples than one step reads.
        case more
        /// All samples were read, and the hour of the last one is not over.
        case upToDate
    }

    private var from: Int64
    private var first: Int64
    private var last: Int64
    private var begin = Timestamp(milliseconds: 0)
    private var end = Timestamp(milliseconds: 0)
    private var cut: SealCut?
    private var digest = SealDigest()

    /// Creates an empty range.
    ///
    /// - Parameter sequence: the last sequence that is sealed.
    init(after sequence: Int64) {
        (from, first, last) = (sequence + 1, sequence + 1, sequence)
    }

    /// Reads the following samples.
    ///
    /// - Parameter slice: the largest number of samples.
    mutating func read(_ db: Database, _ sources: SealedSource.Table, now: Timestamp, slice: Int) throws -> Step {
        let samples = try StoredSamples(sources).cursor(in: last + 1...(.max), db)
        var count = 0
        while count < slice, let sample = try samples.next() {
            guard take(sample, sources[sample.series]) else { return .sealed(close()) }
            count += 1
        }
        if count == slice { return .more }
        guard let cut, cut.isOver(now: now) else { return .upToDate }
        return .sealed(close())
    }

    /// Adds a sample.
    ///
    /// - Returns: false where it belongs to the next range.
    private mutating func take(_ sample: StoredSample, _ source: SealedSource) -> Bool {
        if cut == nil {
            cut = SealCut(from: sample.time, bytes: sample.bytes)
            (first, begin) = (sample.sequence, sample.time)
        } else if cut?.take(sample.time, bytes: sample.bytes) == false {
            return false
        }
        (last, end) = (sample.sequence, sample.time)
        digest.take(sample, source, source.form)
        return true
    }

    private mutating func close() -> SealedRange {
        let series = digest.series
        let seal = Seal(
            from: from, to: last, count: digest.count, begin: begin, end: end, hash: series.root(of: from...last))
        let range = SealedRange(seal: seal, series: series, first: first)
        self = OpenRange(after: last)
        return range
    }
}
