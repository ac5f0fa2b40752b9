/// A limit that the configuration of a facility has made looser.
public struct Loosened: Codable, Hashable, Sendable {
    /// The name of the limit.
    public var limit: String
    /// The figure without the setting: the bureau's, or else the rule's own.
    public var standard: Double
    /// The figure that the site has set.
    public var set: Double
    /// The unit of both figures.
    public var unit: PhysicalUnit

    public init(limit: String, standard: Double, set: Double, unit: PhysicalUnit) {
        self.limit = limit
        self.standard = standard
        self.set = set
        self.unit = unit
    }

    private enum CodingKeys: String, CodingKey {
        case limit, set, unit
        case standard = "default"
    }

    /// The change in words: `限值已放宽：压差 2500 → 3000 Pa`.
    public var text: Text {
        let title = Limit.title(of: limit)
        let change = "\(standard.plainText) → \(Measure(set, unit))"
        return Text(zh: "限值已放宽：\(title.zh) \(change)", en: "limit loosened: \(title.en) \(change)")
    }
}

extension Limit {
    /// The loosening, where the site has made the limit looser than it is elsewhere; nil otherwise.
    public var loosened: Loosened? {
        guard let standard else { return nil }
        let isLooser =
            switch looser {
            case .above: value > standard
            case .below: value < standard
            case .none: false
            }
        return isLooser ? Loosened(limit: name, standard: standard, set: value, unit: unit) : nil
    }
}
