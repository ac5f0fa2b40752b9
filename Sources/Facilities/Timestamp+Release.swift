extension Timestamp {
    /// The program's release: no clock that is right can be before it.
    public static let release = Timestamp("2026-11-24T00:00:00Z") ?? Timestamp(seconds: 0)
}
