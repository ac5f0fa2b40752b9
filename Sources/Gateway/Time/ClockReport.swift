public import Facilities

/// The state of the clock for `mashang status` and `mashang clock`.
public struct ClockReport: Codable, Hashable, Sendable {
    /// The gateway's time.
    public var time: Timestamp
    /// Whether the gateway's time is believed.
    public var believed: Bool
    /// The source that keeps the machine's clock right at present; nil if there is none.
    public var source: TimeSource?
    /// The person who vouches for the time; nil if there is none.
    public var by: String?
    /// The time on the machine's clock if it differs and the gateway does not believe it, or not yet; otherwise nil.
    public var systemTime: Timestamp?
}

extension ClockReport {
    /// Whether the gateway's time is believed, and who vouches for it.
    public var state: Text {
        guard believed else {
            return Text(
                zh: "未校准，时间不可信（校准本机时钟，再运行 mashang clock trust）",
                en: "not set, and not believed (set the machine's clock, then run mashang clock trust)")
        }
        if let source { return Text(zh: "已同步（\(source.title.zh)）", en: "synchronised (\(source.title.en))") }
        if let by { return Text(zh: "由\(by)确认", en: "confirmed by \(by)") }
        return Text(zh: "未同步", en: "not synchronised")
    }

    /// Returns what a person must know if the machine's clock shows another time; nil if it does not.
    public func disagreement(_ utcOffset: Int) -> Text? {
        guard let system = systemTime?.onSite(utcOffset) else { return nil }
        let time = time.onSite(utcOffset)
        return Text(
            zh: "本机时钟为\(system)，与网关时间\(time)不符，网关未采用；若本机时钟正确，请运行 mashang clock trust",
            en: "the machine's clock says \(system), which the gateway does not follow: its time is \(time); "
                + "if the machine's clock is right, run mashang clock trust")
    }
}
