public import Facilities

/// The choices of a `publish:`. A more general one applies to everything that it does not name.
public struct Publishing: Hashable, Sendable {
    /// The samples to publish; nil if the file does not state it.
    public var readings: Choice.Samples?
    /// The means to publish; nil if the file does not state it.
    public var means: Set<Aggregate.Interval>?
    /// The samples to publish of single quantities.
    public var quantities: [Quantity: Choice.Samples] = [:]

    /// Creates an empty choice.
    public init() {}
}

extension Configuration {
    /// Returns the samples and means of a facility that an uplink publishes. The more specific choice takes precedence,
    /// in this order: the quantity of the facility, the quantity of the uplink, the facility, the uplink, the default.
    public func choice(of code: Facility.Code, by uplink: Uplink) -> Choice {
        Choice(facilities.first { $0.facility.code == code }?.publish ?? Publishing(), before: uplink.publish)
    }
}

extension Choice {
    /// Combines a specific choice with a general one, which applies to everything that the specific one does not name.
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
