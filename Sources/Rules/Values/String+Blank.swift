extension String {
    /// Whether somebody wrote nothing but spaces.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
