public import Facilities

/// A rule of the site's own: a threshold on one quantity, as its configuration writes it. A facility may have several.
public struct OwnRule: Rule {
    public static let id = "own"
    public static let judges = Text(
        zh: "现场自定的阈值是否超出", en: "whether a value is past a threshold of the site's own"
    )

    public struct State: Codable, Hashable, Sendable {
        var hold = Hold()
        var figure: Double?
        var supply = Supply()
        var now: Timestamp?
    }

    public var state = State()
    public let name: String
    private let threshold: Threshold
    private let limit: Limit
    private let missing: Limit

    public init(_ threshold: Threshold, of facility: Facility) {
        self.threshold = threshold
        name = "\(Self.id).\(threshold.name)"
        let written = threshold.limit
        limit = facility.limit(
            Limit(name, written.value, written.unit, source: "现场配置 site configuration", verified: true))
        missing = facility.limit(.missingAfter)
    }

    public var limits: [Limit] { [limit, missing] }

    public mutating func consider(_ event: Event) -> [Finding] {
        let now = event.now(after: state.now)
        state.now = now
        if case .sample(let sample) = event { take(sample, at: now) }
        return [past].compactMap(\.self) + state.supply.findings(name, missing)
    }

    private mutating func take(_ sample: Sample, at now: Timestamp) {
        state.supply.take(sample, threshold.quantity)
        guard sample.measures(threshold.quantity) else { return }
        let value = sample.value(of: threshold.quantity)
        state.figure = value ?? state.figure
        state.hold.update(
            value, threshold.side, limit.value, band: threshold.band, at: now, onDelay: threshold.after,
            offDelay: threshold.clearAfter
        )
    }

    /// The site's own words, then the newest figure, which may lie within the band, and the limit.
    private var past: Finding? {
        guard state.hold.isOn, let since = state.hold.since, let figure = state.figure else { return nil }
        let what = threshold.quantity.title
        let unit = limit.unit == .one ? "" : " \(limit.unit)"
        let (value, edge) = (figure.plainText(decimals: 3, beside: limit.value), limit.value.plainText)
        let bound = threshold.side == .above ? Text(zh: "上限", en: "at most") : Text(zh: "下限", en: "at least")
        let text = Text(
            zh: "\(threshold.text.zh)：\(what.zh)\(value)\(unit)，\(bound.zh)\(edge)\(unit)",
            en: "\(threshold.text.en): \(what.en) \(value)\(unit), \(bound.en) \(edge)\(unit)"
        )
        return Finding(rule: name, level: threshold.level, since: since, figure: figure, limit: limit, text: text)
    }
}
