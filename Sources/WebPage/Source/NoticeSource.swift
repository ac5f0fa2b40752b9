public import Facilities

/// The source of the notices of the authority and of the owner.
public protocol NoticeSource: Sendable {
    /// Returns all stored notices with their receipts.
    func notices() async -> Notices
}
