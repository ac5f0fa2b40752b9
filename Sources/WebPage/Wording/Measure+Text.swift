import Facilities

extension Measure {
    /// The amount with a useful number of digits and the unit as it is printed: `12.5 mg/m³`.
    var pageText: String {
        let decimals =
            switch value.magnitude {
            case ..<10: 3
            case ..<1000: 1
            default: 0
            }
        let text = value.plainText(decimals: decimals)
        guard unit != .one else { return text }
        return "\(text) \(unit.symbol.replacing("m3", with: "m³").replacing("m2", with: "m²"))"
    }
}
