public import Facilities

/// Where the page gets the notices of the authority and of the owner.
public protocol NoticeSource: Sendable {
    /// The notices by all that is kept.
    func notices() async -> Notices
}
