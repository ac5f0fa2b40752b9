import Facilities

/// The key of the person who made a complaint. It is part of the address shown to them, and lets them rate the
/// closing.
struct ComplaintKey: Hashable, Sendable {
    let value: String

    init(_ number: String, _ door: some PageDoor) { value = String(door.seal("rating\n\(number)").prefix(20)) }

    /// Whether a text is this key.
    func isRight(_ text: String?) -> Bool {
        guard let text else { return false }
        return isSame(text, value)
    }
}
