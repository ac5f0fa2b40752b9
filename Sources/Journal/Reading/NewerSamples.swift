public import Facilities

/// Samples that a newer version of the program has written, with units that this version does not know. They stay unchanged.
public struct NewerSamples: Hashable, Sendable {
    /// The facility and the device of the samples.
    public var name: SeriesName
    /// The number of samples.
    public var count: Int64
    /// The range of their sequences, in which there may be others.
    public var sequences: ClosedRange<Int64>

    /// The sentence for people that says what was found and what to do.
    public var text: Text {
        let (first, last) = (sequences.lowerBound, sequences.upperBound)
        return Text(
            zh: "序号\(first)至\(last)：\(name.facility) \(name.device) 的\(count)条采样由较新版本的 mashang 写入，本版本读不出；数据未动，"
                + "请用较新版本导出",
            en:
                "\(first) to \(last): a newer version of mashang wrote \(count) samples of \(name.facility) \(name.device), "
                + "which this one cannot read; they are left as they are: export them with the newer version")
    }
}
