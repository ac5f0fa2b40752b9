import Facilities
import Journal

/// A table with one row per mean: the newest version of every interval.
struct MeansTable {
    static let columns = [
        "sequence", "start", "local_start", "code", "device", "interval", "quantity", "mean", "min", "max", "unit",
        "count",
        "capture", "epoch",
    ]

    let utcOffset: Int

    func write(
        _ journal: Journal, _ code: Facility.Code, _ interval: Aggregate.Interval, in time: Range<Timestamp>,
        to writer: TableWriter
    ) throws {
        let epochs = try journal.epochs()
        for kept in try journal.aggregates(of: code, interval, in: time) {
            for column in kept.content.columns { writer.write(row(kept, column, epochs)) }
        }
    }

    private func row(_ kept: Kept<Aggregate>, _ column: Aggregate.Column, _ epochs: Epochs) -> [TableWriter.Cell] {
        let (aggregate, values) = (kept.content, column.values)
        return [
            .whole(kept.sequence), .text(aggregate.start.description), .text(aggregate.start.onSite(utcOffset)),
            .text(kept.facility.description), .text(aggregate.device.description), .text(aggregate.interval.rawValue),
            .text(column.quantity.rawValue),
        ] + [values.mean, values.minimum, values.maximum].map { $0.map(TableWriter.Cell.number) ?? .none } + [
            .text(column.unit.symbol), .whole(Int64(values.count)), .number(aggregate.capture(of: column)),
            .epoch(of: kept.sequence, epochs),
        ]
    }
}
