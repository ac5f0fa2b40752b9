/// The members of a view as dictionaries. The library reflects a struct each time that a template names one of its members, which was
/// two fifths of what a facility's page took.
enum ViewValues {
    /// Returns a struct as a dictionary, and what is in a list likewise; nil for an optional without a value.
    static func of(_ value: Any) -> Any? {
        if value is String || value is Bool { return value }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { of($0.value) }
        case .collection: return mirror.children.compactMap { of($0.value) }
        case .struct: return members(mirror)
        default: return value
        }
    }

    private static func members(_ mirror: Mirror) -> [String: Any] {
        var members: [String: Any] = [:]
        for child in mirror.children {
            if let name = child.label { members[name] = of(child.value) }
        }
        return members
    }
}
