import Facilities
import SiteConfiguration
import WebPage

extension JournalPageSource {
    /// What a configuration allowed that was in force before may not be allowed any more.
    func notices() async -> Notices { board.notices.linking(onlyTo: page.linkHosts) }
}
