/// A record that was accepted and handed over to be stored.
struct Entered: Hashable, Sendable {
    /// The sequences under which it will be stored, one for each facility.
    var sequences: [Int64]
    /// The newest of its sequences. All of it is stored once this one is.
    var last: Int64
}
