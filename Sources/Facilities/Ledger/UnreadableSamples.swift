/// Samples whose values cannot be read, because their stored form is damaged. They stay in the file.
public struct UnreadableSamples: Hashable, Sendable {
    /// The first and the last sequence. Others between them may be readable.
    public var sequences: ClosedRange<Int64>
    /// The number of samples.
    public var count: Int64
    /// The facility; nil where it cannot be read either.
    public var facility: Facility.Code?
    /// The device; nil where it cannot be read either.
    public var device: DeviceID?
    /// The quantities; empty where they cannot be read either.
    public var quantities: [Quantity]
    /// The time of the first of them, as entries `clock` correct it.
    public var begin: Timestamp
    /// The time of the last of them, as entries `clock` correct it.
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
    /// Returns a sentence about the samples and where they are.
    ///
    /// - Parameter utcOffset: The seconds by which the site's clocks are ahead of UTC.
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
