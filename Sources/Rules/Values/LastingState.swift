import Facilities

/// A state of a piece of equipment that counts when it has lasted, and when it was last seen: a finding counts its time up to then.
struct LastingState: Codable, Hashable, Sendable {
    var hold = Hold()
    var seen: Timestamp?
}
