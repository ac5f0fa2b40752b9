/// A record that was judged and handed over to be kept.
struct Entered: Hashable, Sendable {
    /// Under which it will be kept, one a facility.
    var sequences: [Int64]
    /// The newest sequence that must be kept for all of it to be.
    var last: Int64
}
