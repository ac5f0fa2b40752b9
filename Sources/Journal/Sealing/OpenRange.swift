import Facilities
import Foundation
import GRDB

/// The samples behind the last seal, as far as they were read.
public struct OpenRange: Sendable {
    /// What a step of reading has found.
    public enum Step: Sendable {
        /// A range that is over. The next one begins behind it.
        case sealed(SealedRange)
        /// More samples than one step reads.
        case more
        /// Every sample that is kept was read, and the hour of the last one is not over.
        case upToDate
    }

    private var from: Int64
    private var first: Int64
    private var last: Int64
    private var begin = Timestamp(milliseconds: 0)
    private var end = Timestamp(milliseconds: 0)
    private var cut: SealCut?
    private var digest = SealDigest()

    /// - Parameter sequence: the last one that is sealed.
    init(after sequence: Int64) {
        (from, first, last) = (sequence + 1, sequence + 1, sequence)
    }

    /// Reads the samples that follow, in order.
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

    /// - Returns: false for a sample of the next range.
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
