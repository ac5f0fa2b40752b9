import Facilities

extension UnreadableSamples {
    /// Describes a damaged block with corrected times.
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
    /// The loss with which the ledger reports the block.
    var loss: Loss { Loss(from: range.lowerBound, to: range.upperBound, count: count, reason: .unreadable) }
}
