import Facilities

extension Visitor {
    /// Whether the person may post notices and see who has read them.
    var postsNotices: Bool {
        guard let person else { return false }
        return Notice.kind.roles.contains(person.role)
    }
}
