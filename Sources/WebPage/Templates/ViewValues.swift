/// Converts a view into dictionaries once. The library would reflect the struct each time that a template names a
/// member, which took two fifths of the time of a facility's page.
enum ViewValues {
    /// Returns a struct as a dictionary and a list element by element; nil for an optional without a value.
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
