import Facilities

/// The actions on a notice. Each has a form of its own.
enum NoticeAct: String {
    case read, answer, end

    /// Returns the purpose of the form's token: the action on a notice with a certain content.
    ///
    /// - Parameter content: the seal over the content of the notice.
    private func purpose(_ posted: PostedNotice, _ content: String) -> String {
        "notice \(rawValue) \(content) \(posted.notice.id)"
    }

    /// Returns the value of the hidden field: the token, and the seal over the content that the form shows.
    func value(_ posted: PostedNotice, at now: Timestamp, _ door: some PageDoor) -> String {
        let content = posted.content(door)
        return "\(FormToken(at: now).value(for: purpose(posted, content), door)).\(content)"
    }

    /// The result of checking a form that was sent.
    enum Form {
        case own(FormToken)
        /// The notice has changed since the form was opened.
        case stale
        case forged
    }

    func form(_ value: String?, of posted: PostedNotice, _ door: some PageDoor, now: Timestamp) -> Form {
        let value = value ?? ""
        guard let point = value.lastIndex(of: ".") else { return .forged }
        let (token, content) = (String(value[..<point]), String(value[value.index(after: point)...]))
        guard let token = FormToken(value: token, for: purpose(posted, content), door, now: now) else { return .forged }
        return isSame(content, posted.content(door)) ? .own(token) : .stale
    }
}

extension PostedNotice {
    /// Returns a seal over the content that a reader confirms: the text, the steps and the questions.
    fileprivate func content(_ door: some PageDoor) -> String {
        let questions = (notice.questions?.all ?? []).flatMap { question in
            [question.text, "\(question.answers.count)"] + question.answers + [
                "\(question.right)", "\(question.step ?? 0)",
            ]
        }
        let steps = notice.steps?.texts ?? []
        let texts = [notice.title, notice.text, notice.link ?? "", "\(steps.count)"] + steps + questions
        return door.seal("notice\n" + texts.map { "\($0.utf8.count):\($0)" }.joined())
    }
}
