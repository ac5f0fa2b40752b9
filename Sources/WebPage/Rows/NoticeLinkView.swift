import Facilities

/// The link of a notice, with the host to which it leads.
struct NoticeLinkView {
    var linkURL, linkHost: String

    /// Nil for a notice without a link.
    init?(_ notice: Notice) {
        guard let link = notice.link.flatMap(NoticeLink.init) else { return nil }
        (linkURL, linkHost) = (link.url, link.host)
    }
}
