import Facilities
import Journal

/// The part of a journal that a committer needs.
protocol Store: Sendable {
    func commit(_ batch: Batch) async throws(JournalError)
    func checkFiles() async throws(JournalError)
    func dropOldest() async throws(JournalError) -> Loss?
    @discardableResult func noteUnkept(_ loss: Loss) -> Bool
}

extension Journal: Store {}
