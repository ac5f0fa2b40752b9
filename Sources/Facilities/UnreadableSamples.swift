/// Samples whose values nobody can read, because what is stored of them is damaged. They stay in the file.
public struct UnreadableSamples: Hashable, Sendable {
    /// Their first and their last sequence. Others between them may be readable.
    public var sequences: ClosedRange<Int64>
    public var count: Int64
    public var facility: Facility.Code?
    public var device: DeviceID?
    /// Nothing where nobody can say of what they are.
    public var quantities: [Quantity]
    /// The times of the first and the last of them, as entries `clock` correct them.
    public var begin: Timestamp
    public var end: Timestamp

    public init(
        _ sequences: ClosedRange<Int64>, count: Int64, of device: DeviceID?, at facility: Facility.Code?,
        _ quantities: [Quantity], from begin: Timestamp, to end: Timestamp
    ) {
        (self.sequences, self.count, self.device, self.facility) = (sequences, count, device, facility)
        (self.quantities, self.begin, self.end) = (quantities, begin, end)
    }
}

extension UnreadableSamples {
    /// What and where they are, and that they are missing.
    ///
    /// - Parameter utcOffset: seconds by which the site's clocks are ahead of UTC.
    public func text(utcOffset: Int) -> Text {
        let (first, last) = (sequences.lowerBound, sequences.upperBound)
        let (begin, end) = (begin.onSite(utcOffset), end.onSite(utcOffset))
        let names = [facility?.description, device?.description].compactMap(\.self).joined(separator: " ")
        let of = quantities.map(\.rawValue).joined(separator: ", ")
        return Text(
            zh: "序号\(first)至\(last)（\(begin)至\(end)）：\(names.isEmpty ? "无法确定是哪台设备" : "\(names) 的 \(of)")，"
                + "\(count)条采样已损坏，无法读出",
            en: "\(first) to \(last) (\(begin) to \(end)): \(count) samples of "
                + "\(names.isEmpty ? "a device that nobody can name" : "\(names) (\(of))") are damaged and cannot be read"
        )
    }
}
