/// The hashes of all series, over samples that are added one by one in order of sequence.
struct SealDigest {
    private var bySeries: [Int64: SealedSeries] = [:]
    private(set) var count: Int64 = 0

    /// All series, in order of id.
    var series: [SealedSeries] { bySeries.values.sorted { $0.id < $1.id } }

    subscript(id: Int64) -> SealedSeries? { bySeries[id] }

    /// Adds a sample.
    ///
    /// - Parameter form: the form in which the series is hashed.
    mutating func take(_ sample: StoredSample, _ source: SealedSource, _ form: SampleForm) {
        count += 1
        let known = bySeries[sample.series]
        let before = known?.hash ?? form.start(source)
        bySeries[sample.series] = SealedSeries(
            id: sample.series, count: (known?.count ?? 0) + 1, hash: form.next(before, sample, source))
    }
}
