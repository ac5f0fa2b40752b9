import Facilities

/// The newest notices at the top of a page, a line each. The sentence about the gateway itself is something else,
/// and stands above them.
struct NoticeBanner {
    var bannerWords: NoticeWords
    var bannerLines: [Line]
    /// The number of notices that are not shown, in words; nil if all are shown.
    var bannerOthers: String?

    /// The number of notices that are shown.
    static let most = 2

    struct Line {
        var bannerTag, bannerTitle, bannerUntil, bannerURL: String
        var bannerText: [String]
        var bannerLink: NoticeLinkView?
    }

    /// Makes the banner; nil if there is no notice.
    ///
    /// - Parameter notices: the notices in force for the page, newest first.
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

extension PostedNotice {
    /// The address of the page of the notice.
    var path: String { "/notices/\(notice.id.percentEncoded)" }
}

extension Notice {
    var paragraphs: [String] { text.split(separator: "\n").map(String.init) }
}
