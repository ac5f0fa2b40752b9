import Facilities
import SiteConfiguration
import WebPage

extension JournalPageSource {
    /// Returns the notices without the links that the present configuration does not allow, although an earlier one did.
    func notices() async -> Notices { board.notices.linking(onlyTo: page.linkHosts) }
}
