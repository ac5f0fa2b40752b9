import Facilities

/// A rule of the site's own: a threshold on one quantity, from the configuration. A facility may have several.
struct OwnRule: Rule {
    static let id = "own"
    static let colour = RuleClass.measured
    static let judges = Text(
        zh: "现场自定的阈值是否超出", en: "whether a value is past a threshold of the site's own"
    )

    struct State: Codable, Hashable, Sendable {
        var points = ByDevice<Point>()
    }

    /// One channel of the quantity.
    struct Point: Codable, Hashable, Sendable {
        var hold = Hold()
        var figure: Double?
        /// The bound of the figure; nil where it is exact.
        var bound: Bound?
    }

    var state = State()
    let name: String
    private let threshold: Threshold
    private let limit: Limit
    private let missing: Limit

    init(_ threshold: Threshold, of facility: Facility) {
        self.threshold = threshold
        name = "\(Self.id).\(threshold.name)"
        let written = threshold.limit
        limit = facility.limit(
            Limit(
                name, written.value, written.unit, source: "现场配置 site configuration", verified: false, origin: .site))
        missing = facility.limit(.missingAfter)
    }

    var limits: [Limit] { [limit, missing] }
    var needs: [Need] { [Need(threshold.quantity, limits: [(limit, threshold.side)])] }

    mutating func consider(_ seen: Observed) -> Verdict {
        for new in seen.newReadings(of: threshold.quantity) { take(new, at: seen.now) }
        var verdict = Verdict()
        for known in seen.channels(of: threshold.quantity) {
            guard let point = state.points[known.device] else { continue }
            verdict.add(past(point, known.channel, seen), in: seen)
        }
        let unjudged =
            seen.missing(threshold.quantity, name, missing)
            + seen.outOfReach(threshold.quantity, name, limit, threshold.side)
        verdict.add(unjudged, in: seen)
        return verdict
    }

    private mutating func take(_ new: Observed.NewReading, at now: Timestamp) {
        let measured = new.measured(.limits)
        state.points.update(new.device, from: Point()) { point in
            // A bound that does not reach the limit proves nothing and is not shown.
            if let measured, measured.isPast(limit.value, threshold.side) != nil {
                point.figure = measured.value
                point.bound = measured.bound == .exact ? nil : measured.bound
            }
            point.hold.update(
                measured, threshold.side, limit.value, band: threshold.band, at: now, onDelay: threshold.after,
                offDelay: threshold.clearAfter, gap: new.gap
            )
        }
    }

    /// Returns the finding of a value past the threshold: the site's own words, then the newest figure, which may lie
    /// within the band, and the limit.
    private func past(_ point: Point, _ channel: Channel, _ seen: Observed) -> Finding? {
        guard point.hold.isOn, let since = point.hold.since, let figure = point.figure else { return nil }
        let what = threshold.quantity.title
        let unit = limit.unit == .one ? "" : " \(limit.unit)"
        let shown = figure.shown(point.bound ?? .exact, decimals: 3, beside: limit.value)
        let edge = limit.value.plainText
        let side = threshold.side == .above ? Text(zh: "上限", en: "at most") : Text(zh: "下限", en: "at least")
        let text = Text(
            zh: "\(threshold.text.zh)：\(what.zh)\(shown.zh)\(unit)，\(side.zh)\(edge)\(unit)",
            en: "\(threshold.text.en): \(what.en) \(shown.en)\(unit), \(side.en) \(edge)\(unit)"
        )
        return Finding(
            rule: name, cause: channel.id.description, of: channel, level: threshold.level, since: since,
            figure: figure, bound: point.bound ?? .exact, limit: limit, text: seen.at(channel, text))
    }

    func migrated(_ old: OldState) throws -> State {
        State(points: old.byDevice(try old.form0(Point.self), of: threshold.quantity))
    }
}
