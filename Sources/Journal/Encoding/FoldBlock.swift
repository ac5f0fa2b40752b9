import Facilities

/// The samples of one series as bytes, column by column. Decoding returns exactly what was encoded, in the same order.
///
/// Byte 0 is the form, 1. Then follow, with integers as varints (LEB128) unless a type is named: the number of samples; their sequences
/// and their times (`PackedIntegers`); the number of verbatim samples, and for each the count of samples since the one before, its length
/// and its bytes; and for each column the states of its readings (`StateRuns`), the values of those that have one, and the raw values of
/// those that have one (`PackedNumbers`).
enum FoldBlock {
    private static let form: UInt8 = 1

    /// Returns the bytes of samples.
    ///
    /// - Parameter samples: samples in any order, each verbatim or with as many readings as there are columns.
    static func encode(_ samples: [FoldedSample], columns: [Column]) -> [UInt8] {
        var bytes = [form]
        bytes.append(varint: UInt64(samples.count))
        PackedIntegers.append(samples.map(\.sequence), to: &bytes)
        PackedIntegers.append(samples.map(\.milliseconds), to: &bytes)
        append(verbatim: samples, to: &bytes)
        let rows = samples.compactMap(\.readings)
        for index in columns.indices {
            let readings = rows.map { $0[index] }
            StateRuns.append(readings.map(ReadingState.init), to: &bytes)
            PackedNumbers.append(readings.compactMap(\.value), to: &bytes)
            PackedNumbers.append(readings.compactMap(\.raw), to: &bytes)
        }
        return bytes
    }

    /// Returns the samples of a block.
    ///
    /// - Throws: `corrupt` if the bytes are no block of these columns.
    static func decode(_ bytes: [UInt8], columns: [Column]) throws(JournalError) -> [FoldedSample] {
        guard bytes.first == form else { throw .corrupt("a fold is not in a form that this version knows") }
        var reader = ByteReader(bytes, at: 1)
        let count = try reader.count(upTo: PackedIntegers.most(in: bytes.count))
        let sequences = try PackedIntegers.read(count, &reader)
        let times = try PackedIntegers.read(count, &reader)
        let verbatim = try verbatim(count, &reader)
        var folded: [FoldedColumn] = []
        for column in columns { folded.append(try FoldedColumn(column, count - verbatim.count, &reader)) }
        guard reader.isAtEnd else { throw .corrupt("a fold is longer than its samples") }
        var samples: [FoldedSample] = []
        samples.reserveCapacity(count)
        var next = 0
        for index in 0..<count {
            var content: FoldedSample.Content
            if next < verbatim.count, verbatim[next].index == index {
                content = .verbatim(verbatim[next].bytes)
                next += 1
            } else {
                content = .readings(try row(&folded))
            }
            samples.append(
                FoldedSample(sequence: sequences[index], milliseconds: times[index], content: content))
        }
        return samples
    }

    private static func row(_ columns: inout [FoldedColumn]) throws(JournalError) -> [Reading] {
        var readings: [Reading] = []
        readings.reserveCapacity(columns.count)
        for index in columns.indices { readings.append(try columns[index].next()) }
        return readings
    }

    private static func append(verbatim samples: [FoldedSample], to bytes: inout [UInt8]) {
        bytes.append(varint: UInt64(samples.count { $0.readings == nil }))
        var start = 0
        for (index, sample) in samples.enumerated() {
            guard case .verbatim(let content) = sample.content else { continue }
            bytes.append(varint: UInt64(index - start))
            bytes.append(varint: UInt64(content.count))
            bytes += content
            start = index + 1
        }
    }

    private static func verbatim(
        _ samples: Int, _ reader: inout ByteReader
    ) throws(JournalError) -> [(index: Int, bytes: [UInt8])] {
        var verbatim: [(index: Int, bytes: [UInt8])] = []
        var start = 0
        for _ in 0..<(try reader.count(upTo: samples)) {
            let index = start + (try reader.count(upTo: samples))
            guard index < samples else { throw .corrupt("a fold has fewer samples than it names") }
            verbatim.append((index, try reader.bytes(try reader.count(upTo: .max))))
            start = index + 1
        }
        return verbatim
    }
}

extension FoldedSample {
    fileprivate var readings: [Reading]? {
        if case .readings(let readings) = content { readings } else { nil }
    }
}

/// A reader of one column of a block, from its first sample to its last.
private struct FoldedColumn {
    private let column: Column
    private var states: StateRuns
    private let values: [Double]
    private let raws: [Double]
    private var value = 0
    private var raw = 0

    init(_ column: Column, _ samples: Int, _ reader: inout ByteReader) throws(JournalError) {
        self.column = column
        states = try StateRuns(samples, &reader)
        values = try PackedNumbers.read(states.values, &reader)
        raws = try PackedNumbers.read(states.raws, &reader)
    }

    mutating func next() throws(JournalError) -> Reading {
        guard let state = states.next() else { throw .corrupt("a column of a fold is short") }
        var reading: Reading
        if case .bad(let reason) = state.quality {
            reading = Reading(column.quantity, column.unit, bad: reason)
        } else {
            reading = Reading(
                column.quantity, values[value], column.unit, quality: state.quality, bound: state.bound)
            value += 1
        }
        if state.hasRaw {
            reading.raw = raws[raw]
            raw += 1
        }
        return reading
    }
}
