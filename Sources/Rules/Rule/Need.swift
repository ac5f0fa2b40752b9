public import Facilities

/// A quantity that a rule needs, and what an instrument for it must be able to do.
public struct Need: Sendable {
    /// The quantities of which one is enough.
    public var quantities: [Quantity]
    /// The longest period at which the rule can still judge by it.
    public var within: Duration
    /// The limits that its values are compared with, in the unit of its readings, and the side of each.
    public var limits: [(limit: Limit, side: LimitSide)]
    /// Whether the rule judges without it too.
    public var isOptional: Bool

    init(
        _ quantities: Quantity..., within: Duration = .minutes(10),
        limits: [(limit: Limit, side: LimitSide)] = [], isOptional: Bool = false
    ) {
        self.quantities = quantities
        self.within = within
        self.limits = limits
        self.isOptional = isOptional
    }

    /// The same need, for a rule that can do without it.
    var optional: Need {
        var need = self
        need.isOptional = true
        return need
    }

    /// The need in words: `压差`, `风机`, `TSP或PM10`.
    public var title: Text {
        switch quantities {
        case [.fanState, .fanCurrent]: return Text(zh: "风机", en: "the fan")
        case [.purifierState, .purifierCurrent]: return Text(zh: "净化器", en: "the purifier")
        case [.productionState, .productionCurrent]: return Text(zh: "生产设备", en: "the production equipment")
        default: break
        }
        let titles = quantities.map(\.title)
        return Text(zh: titles.map(\.zh).joined(separator: "或"), en: titles.map(\.en).joined(separator: " or "))
    }
}

extension Need {
    /// Wind, for a rule that waits for the weather.
    static let wind = Need(.windSpeed, isOptional: true)
    /// Rain, for a rule that waits for the weather.
    static let rain = Need(.rainfall, .rainState, isOptional: true)
}
