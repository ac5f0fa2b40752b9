public import Facilities

/// The reason why a point cannot be read as another quantity.
public enum RenamingError: ExplainedError, Hashable {
    case noSuchPoint(String, points: [String])
    case unfitUnit(point: String, unit: PhysicalUnit, quantity: String, wanted: PhysicalUnit)
    case quantityTwice(String)

    /// The message: what is wrong, and what would be right.
    public var text: Text {
        switch self {
        case .noSuchPoint(let name, let points):
            Text(
                zh: "档案里没有测点“\(name)”；有 \(points.joined(separator: "、"))",
                en: "the profile has no point '\(name)'; it has \(points.joined(separator: ", "))")
        case .unfitUnit(let point, let unit, let quantity, let wanted):
            Text(
                zh: "\(point) 的单位是 \(unit)，换算不成 \(quantity) 的 \(wanted)",
                en: "\(point) is in \(unit), which cannot be converted to \(quantity)'s \(wanted)")
        case .quantityTwice(let quantity):
            Text(zh: "会有两个测点都是 \(quantity)", en: "two points would both be \(quantity)")
        }
    }
}

extension DeviceProfile {
    /// Returns the same device with points read as other quantities, as `as: {current: fanCurrent}` in a configuration
    /// requests.
    ///
    /// - Parameter names: the quantity by point.
    /// - Throws: `RenamingError` if a point does not exist, if its unit cannot be converted, or if two points would
    ///   have the same quantity.
    public func renamed(_ names: [String: String]) throws(RenamingError) -> DeviceProfile {
        var profile = self
        for (name, quantity) in names.sorted(by: { $0.key < $1.key }) {
            guard let index = points.firstIndex(where: { $0.name == name }) else {
                throw .noSuchPoint(name, points: points.map(\.name))
            }
            profile.points[index] = try points[index].read(as: quantity)
        }
        var taken: Set<Quantity> = []
        for point in profile.points where !taken.insert(point.quantity).inserted {
            throw .quantityTwice(point.quantity.rawValue)
        }
        return profile
    }
}

extension Point {
    fileprivate func read(as name: String) throws(RenamingError) -> Point {
        let quantity = Quantity(rawValue: name)
        guard let point = quantity.flatMap(measuring) else {
            throw .unfitUnit(point: self.name, unit: unit, quantity: name, wanted: quantity?.unit ?? unit)
        }
        return point
    }
}
