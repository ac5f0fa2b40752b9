/// A change of the gateway's time.
///
/// The gateway counts milliseconds since the start of the machine, which no setting of the clock changes, and adds an
/// offset to them. Every sample and entry is stamped with that sum. Stored stamps are never changed: the newest offset
/// of a start corrects all stamps of that start when they are read.
public struct ClockChange: Codable, Hashable, Sendable {
    /// The event of the clock.
    public enum Step: String, Codable, Hashable, Sendable, CaseIterable {
        /// The first offset of a start of the machine.
        case started
        /// The clock was set. Stamps of this start are corrected by `moved`.
        case stepped
        /// The time is trusted from now on: a source or a person vouches for it.
        case trusted
    }

    /// The event of the clock.
    public var step: Step
    /// The random id of the start of the machine whose stamps have this offset.
    public var boot: String
    /// The time at which that start began, in milliseconds since 1970-01-01T00:00:00Z.
    public var offset: Int64
    /// The first sequence that has this offset, where it is before the entry's own; nil where it is that.
    public var from: Int64?
    /// The milliseconds by which the stamps that this start had until now are corrected; nil where there were none.
    public var moved: Int64?
    /// Whether the time is trusted.
    public var isBelieved: Bool
    /// The source that vouches for it; nil where none does.
    public var source: TimeSource?
    /// The person who vouches for it; nil where nobody does.
    public var by: String?

    public init(
        _ step: Step, boot: String, offset: Int64, from: Int64? = nil, moved: Int64? = nil, isBelieved: Bool,
        source: TimeSource? = nil, by: String? = nil
    ) {
        (self.step, self.boot, self.offset, self.from, self.moved) = (step, boot, offset, from, moved)
        (self.isBelieved, self.source, self.by) = (isBelieved, source, by)
    }

    private enum CodingKeys: String, CodingKey {
        case step, boot, offset, from, moved, source, by
        case isBelieved = "believed"
    }
}

extension ClockChange {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try container.decode(Step.self, forKey: .step), boot: try container.decode(String.self, forKey: .boot),
            offset: try container.decode(Int64.self, forKey: .offset),
            from: try container.decodeIfPresent(Int64.self, forKey: .from),
            moved: try container.decodeIfPresent(Int64.self, forKey: .moved),
            isBelieved: try container.decode(Bool.self, forKey: .isBelieved),
            source: try container.decodeIfPresent(TimeSource.self, forKey: .source),
            // The chain has the hash of a name in its place: what it says of the time counts without it.
            by: try? container.decodeIfPresent(String.self, forKey: .by))
    }
}

extension ClockChange {
    /// The change in a sentence, for the ledger.
    public var text: Text {
        let (what, trust) = (what, trust)
        return Text(zh: "\(what.zh)；\(trust.zh)", en: "\(what.en); \(trust.en)")
    }

    private var what: Text {
        let by = Self.words(Duration.milliseconds(abs(moved ?? 0)))
        switch step {
        case .started: return Text(zh: "设备启动后首次取得时间", en: "the first time since the machine started")
        case .stepped where (moved ?? 0) < 0:
            return Text(
                zh: "时钟被拨回\(by.zh)，本次启动的时间记录随之更正",
                en: "the clock was set back by \(by.en), and the times of this start are corrected by that")
        case .stepped:
            return Text(
                zh: "时钟被拨快\(by.zh)，本次启动的时间记录随之更正",
                en: "the clock was set forward by \(by.en), and the times of this start are corrected by that")
        case .trusted: return Text(zh: "时间从现在起可信", en: "the time is believed from now on")
        }
    }

    private static let setByHand = Text(
        zh: "本机时钟已被改动，无时间来源", en: "the machine's clock was set, and no source vouches for it")

    /// Names the largest unit of which there are two at least.
    private static func words(_ duration: Duration) -> Text {
        let units: [(seconds: Double, zh: String, en: String)] = [
            (86_400, "天", "d"), (3600, "小时", "h"), (60, "分钟", "min"),
        ]
        let seconds = duration.inSeconds
        guard let unit = units.first(where: { seconds >= 2 * $0.seconds }) else {
            return Text(zh: "\(Int(seconds.rounded()))秒", en: "\(Int(seconds.rounded())) s")
        }
        let count = Int((seconds / unit.seconds).rounded())
        return Text(zh: "\(count)\(unit.zh)", en: "\(count) \(unit.en)")
    }

    private var trust: Text {
        if let by { return Text(zh: "由\(by)确认", en: "\(by) vouches for it") }
        if let source { return Text(zh: "时间来源：\(source.title.zh)", en: "source: \(source.title.en)") }
        guard isBelieved else { return Text(zh: "不可信", en: "not believed") }
        if step == .stepped { return Self.setByHand }
        return Text(zh: "无时间来源，未见与已有记录不符", en: "without a source; nothing that was kept speaks against it")
    }
}
