import Facilities

extension UnreadableSamples {
    init(_ block: DamagedBlock, _ rows: StoredRows) {
        let (series, range) = (rows.series[block.series], block.range)
        self.init(
            range, count: block.count, of: series?.device, at: series?.facility,
            series?.columns.map(\.quantity) ?? [],
            from: rows.timeline.corrected(Timestamp(milliseconds: block.earliest), at: range.lowerBound),
            to: rows.timeline.corrected(Timestamp(milliseconds: block.latest), at: range.upperBound))
    }
}

extension DamagedBlock {
    /// The same as the ledger says it.
    var loss: Loss { Loss(from: range.lowerBound, to: range.upperBound, count: count, reason: .unreadable) }
}
