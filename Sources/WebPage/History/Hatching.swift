/// A hatched area, where nothing was measured or observed.
enum Hatching {
    /// Returns the definition of the pattern.
    ///
    /// - Parameter id: the name for `fill="url(#ID)"`.
    static func pattern(_ id: String) -> String {
        "<defs><pattern id=\"\(id)\" class=\"hatching\" width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\" "
            + "patternTransform=\"rotate(45)\"><rect width=\"8\" height=\"8\"/><rect class=\"hatch\" width=\"2\" height=\"8\"/></pattern></defs>"
    }
}
