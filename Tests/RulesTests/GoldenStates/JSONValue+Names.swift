import Facilities

extension JSONValue {
    /// The names of an object's members, in order.
    var names: [String] {
        if case .object(let members) = self { members.keys.sorted() } else { [] }
    }
}
