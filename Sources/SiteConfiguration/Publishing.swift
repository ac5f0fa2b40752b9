public import Facilities

/// What a `publish:` chooses. What it does not name is chosen by a more general one.
public struct Publishing: Hashable, Sendable {
    /// Which samples are published; nil where nothing is said of it.
    public var readings: Choice.Samples?
    /// Which means are published; nil where nothing is said of it.
    public var means: Set<Aggregate.Interval>?
    public var quantities: [Quantity: Choice.Samples] = [:]

    public init() {}
}

extension Configuration {
    /// Returns what an uplink publishes of a facility. Of two that choose the same the more specific counts: the quantity of the
    /// facility, the quantity of the uplink, the facility, the uplink, the default.
    public func choice(of code: Facility.Code, by uplink: Uplink) -> Choice {
        Choice(facilities.first { $0.facility.code == code }?.publish ?? Publishing(), before: uplink.publish)
    }
}

extension Choice {
    /// What is chosen specifically, and for the rest what is chosen in general.
    public init(_ own: Publishing, before general: Publishing = Publishing()) {
        let usual = Choice()
        self.init(
            samples: own.readings ?? general.readings ?? usual.samples,
            quantities: general.quantities.merging(own.quantities) { _, own in own },
            means: own.means ?? general.means ?? usual.means)
    }

    /// The choice in words: `one reading in 1min, means of 15min, 1h, 1d; temperature all readings`.
    var text: Text {
        let intervals = Aggregate.Interval.allCases.filter(means.contains).map(\.rawValue)
        let means =
            intervals.isEmpty
            ? Text(zh: "没有均值", en: "no means")
            : Text(zh: "\(intervals.joined(separator: "、")) 均值", en: "means of \(intervals.joined(separator: ", "))")
        let others = quantities.sorted { $0.key.rawValue < $1.key.rawValue }
        let zh = ["\(samples.text.zh)，\(means.zh)"] + others.map { "\($0.key.title.zh)\($0.value.text.zh)" }
        let en = ["\(samples.text.en), \(means.en)"] + others.map { "\($0.key.rawValue) \($0.value.text.en)" }
        return Text(zh: zh.joined(separator: "；"), en: en.joined(separator: "; "))
    }
}

extension Choice.Samples {
    fileprivate var text: Text {
        switch self {
        case .all: Text(zh: "全部读数", en: "all readings")
        case .slots(let length):
            Text(
                zh: "每 \(Duration.milliseconds(length).text) 一个读数",
                en: "one reading in \(Duration.milliseconds(length).text)")
        case .change(let change, let length):
            Text(
                zh: "变化 \(change.plainText) 或每 \(Duration.milliseconds(length).text) 一个读数",
                en: "each change of \(change.plainText) or one in \(Duration.milliseconds(length).text)")
        case .off: Text(zh: "没有读数", en: "no readings")
        }
    }
}
