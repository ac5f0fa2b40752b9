import Facilities

/// The newest notices on a page that they are for, a line each. It is not the sentence about the gateway itself, which stands above it.
struct NoticeBanner {
    var bannerWords: NoticeWords
    var bannerLines: [Line]
    /// How many there are beside those that are shown; nil for none.
    var bannerOthers: String?

    /// How many are shown.
    static let most = 2

    struct Line {
        var bannerTag, bannerTitle, bannerUntil, bannerURL: String
        var bannerText: [String]
        var bannerLink: NoticeLinkView?
    }

    /// Nil where there is none.
    ///
    /// - Parameter notices: those in force that the page shows, the newest first.
    init?(_ notices: [PostedNotice], _ time: PageTime) {
        guard !notices.isEmpty else { return nil }
        bannerWords = NoticeWords(time.language)
        bannerLines = notices.prefix(Self.most).map { Line($0, time) }
        let others = notices.count - bannerLines.count
        bannerOthers = others > 0 ? Text(zh: "另有\(others)条", en: "\(others) more")[time.language] : nil
    }
}

extension NoticeBanner.Line {
    fileprivate init(_ posted: PostedNotice, _ time: PageTime) {
        let (notice, language) = (posted.notice, time.language)
        bannerTag = posted.isTraining ? NoticeWords.training[language] : NoticeWords.notice[language]
        bannerTitle = notice.title
        let end = time.deadline(notice.until, language)
        bannerUntil = Text(zh: "至\(end)", en: "until \(end)")[language]
        bannerURL = posted.path
        bannerText = notice.paragraphs
        bannerLink = NoticeLinkView(notice)
    }
}

/// A link of a notice, with the host to which it leads.
struct NoticeLinkView {
    var linkURL, linkHost: String

    /// Nil for a notice without one.
    init?(_ notice: Notice) {
        guard let link = notice.link.flatMap(NoticeLink.init) else { return nil }
        (linkURL, linkHost) = (link.url, link.host)
    }
}

extension PostedNotice {
    /// The address of its page.
    var path: String { "/notices/\(notice.id.percentEncoded)" }
}

extension Notice {
    var paragraphs: [String] { text.split(separator: "\n").map(String.init) }
}
