import Delivery
import Facilities
import Journal

/// A table with one row per reading.
struct ReadingTable {
    static let columns = [
        "sequence", "time", "local_time", "code", "device", "quantity", "value", "unit", "quality",
        "bound", "raw", "epoch",
    ]

    let utcOffset: Int

    /// The number of samples that are read at a time.
    private static let page = 2000

    /// Writes the rows of a selection.
    ///
    /// - Parameter complain: receives the samples that cannot be read, each once.
    func write(
        _ journal: Journal, to writer: TableWriter, _ wanted: ExportSelection,
        complaining complain: (UnreadableSamples) -> Void
    ) throws {
        guard let sequences = try wanted.sequences(journal) else { return }
        let epochs = try journal.epochs()
        var request = PortionRequest(
            after: sequences.lowerBound - 1, upTo: sequences.upperBound, limit: Self.page,
            stream: ItemStream(wanted.code, .readings))
        var (lines, known) = (ReadingLines(writer, utcOffset), Set<UnreadableSamples>())
        while request.after < request.upTo {
            let page = try journal.stretch(request)
            for case .sample(let kept) in page.items where wanted.includes(kept.facility, kept.time) {
                lines.write(kept, .epoch(of: kept.sequence, epochs))
            }
            for samples in page.unreadable where wanted.includes(samples) && known.insert(samples).inserted {
                complain(samples)
            }
            request.after = page.end
        }
    }
}

/// Writes the readings of samples, one line each. Parts of a line that are the same for a reading in the previous
/// sample are not built again.
private struct ReadingLines {
    /// The parts of a line that do not depend on the value of a reading: quantity, unit, quality and bound.
    private struct Known {
        var reading: Reading
        /// The bytes from `quantity` to before the value, and from `unit` to before the raw value.
        var (before, after): ([UInt8], [UInt8])

        init(_ reading: Reading, _ writer: TableWriter) {
            self.reading = reading
            before = writer.part([.text(reading.quantity.rawValue)], at: 5) + writer.opening(6)
            let bound: TableWriter.Cell = reading.value == nil ? .none : .text(reading.bound.rawValue)
            after = writer.part([.text(reading.unit.symbol), .text(reading.quality.description), bound], at: 7)
            after += writer.opening(10)
        }

        func fits(_ other: Reading) -> Bool {
            reading.quality == other.quality && reading.bound == other.bound && reading.unit == other.unit
                && reading.quantity == other.quantity && (reading.value == nil) == (other.value == nil)
        }
    }

    private let writer: TableWriter
    private let utcOffset: Int
    private let none: [UInt8]
    /// The parts of the previous sample's lines, by position in the sample.
    private var known: [Known] = []

    init(_ writer: TableWriter, _ utcOffset: Int) {
        (self.writer, self.utcOffset, none) = (writer, utcOffset, writer.none)
    }

    mutating func write(_ kept: Kept<Sample>, _ epoch: TableWriter.Cell) {
        let head = writer.part(
            [
                .whole(kept.sequence), .text(kept.time.description), .text(kept.time.onSite(utcOffset)),
                .text(kept.facility.description), .text(kept.content.device.description),
            ], at: 0)
        let end = writer.part([epoch], at: 11)
        for (index, reading) in kept.content.readings.enumerated() {
            if index == known.count {
                known.append(Known(reading, writer))
            } else if !known[index].fits(reading) {
                known[index] = Known(reading, writer)
            }
            writer.write(
                head, known[index].before, number(reading.value), known[index].after, number(reading.raw), end)
        }
    }

    private func number(_ number: Double?) -> [UInt8] { number.map { Array("\($0)".utf8) } ?? none }
}
