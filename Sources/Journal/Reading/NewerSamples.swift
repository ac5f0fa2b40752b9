public import Facilities

/// Samples that a newer version of the program has written, with units that this one does not know. They stay as they are.
public struct NewerSamples: Hashable, Sendable {
    public var name: SeriesName
    public var count: Int64
    public var sequences: ClosedRange<Int64>

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
