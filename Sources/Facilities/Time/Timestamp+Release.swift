extension Timestamp {
    /// The program's release, which no right clock can precede.
    public static let release = Timestamp("2026-11-24T00:00:00Z") ?? Timestamp(seconds: 0)
}
