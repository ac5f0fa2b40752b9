extension Sequence where Element: Equatable {
    /// Each element once, where it comes first.
    public var unique: [Element] {
        reduce(into: []) { found, element in
            if !found.contains(element) { found.append(element) }
        }
    }
}
