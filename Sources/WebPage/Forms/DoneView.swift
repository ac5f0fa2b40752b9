import Facilities

/// The values of `done.mustache`: the answer to a record, and what to do next.
struct DoneView {
    var words: Words
    var form: FormWords
    var title, facility, back, otherURL: String
    var isKept, isPending: Bool
    var lines: [String]

    /// - Parameters:
    ///   - record: the stored record; nil if the journal cannot be read now.
    ///   - isAgain: whether the form was sent a second time with other content, which is not entered.
    init(
        _ answer: Answer, _ place: RecordPlace, _ detail: FacilityDetail, _ record: Record?, isAgain: Bool = false,
        time: PageTime
    ) {
        let language = time.language
        words = .of(language)
        form = .of(language)
        facility = place.name
        back = "/q/\(place.code)"
        otherURL = "?lang=\(Words.of(language).otherTag)"
        (isKept, isPending) = (answer == .kept, answer == .pending)
        switch answer {
        case .kept:
            title = Text(zh: "已登记：\(place.kind.title.zh)", en: "Entered: \(place.kind.title.en)")[language]
            let said = DoneLines(record: record, detail: detail, time: time).lines(of: place.kind)
            lines = said.map { $0[language] }
            if isAgain { lines.insert(Text.enteredBefore[language], at: 0) }
        case .pending:
            title = Text(zh: "还没有保存", en: "Not kept yet")[language]
            lines = [
                Text(
                    zh: "日志库暂时无法写入，您的登记在排队，不用重填。过一会儿刷新本页看结果。",
                    en: "The journal cannot be written now; what you entered waits and need not be typed again. "
                        + "Load this page again in a while.")[language]
            ]
        case .refused(let problems):
            title = Text(zh: "没有登记", en: "Not entered")[language]
            lines = problems.map { $0.pageText[language] }
        }
    }
}

extension Text {
    fileprivate static let enteredBefore = Text(
        zh: "这张表先前已登记，这一次改动的内容没有登记。要补充，请重新打开表格再登记一条",
        en:
            "This form was entered before, and what you changed in it now is not entered. To add something, open the form "
            + "again and enter another record")
}
