/// Lets the samples of a journal lie where something else lies, as a storage card does that lost a page.
public func damageSamples(of path: String) async throws {
    let sql = """
        PRAGMA writable_schema = ON;
        UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'entry_of_facility')
        WHERE name = 'sample';
        PRAGMA schema_version = 999;
        """
    let said = try await output(of: "sqlite3", [path, ".timeout 10000", sql])
    guard said.isEmpty else { throw NotDamaged(said: said) }
}

private struct NotDamaged: Error {
    var said: String
}
