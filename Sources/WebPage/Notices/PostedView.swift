import Facilities

/// The values of `posted.mustache`: one notice and whether the reader has confirmed it; for a training also its
/// steps, and its questions or the result.
struct PostedView {
    var words: Words
    var form: FormWords
    var notices: NoticeWords
    var title, tag, path, otherURL, signInURL, span, whom: String
    var person: String?
    var paragraphs: [String]
    var link: NoticeLinkView?
    /// The form to confirm the notice; nil if it is over or already confirmed, or if the reader is not signed in.
    var readForm: Token?
    /// The sentence that the reader has confirmed the notice, with the time; nil if not.
    var readAt: String?
    /// Whether the reader may sign in to confirm the notice.
    var asksToSignIn: Bool
    var steps: [String]
    var isTraining: Bool
    var quiz: Quiz?
    var outcome: Outcome?
    /// The reader's result in the ledger; nil if none is entered.
    var standing: String?
    /// The form to end the notice; nil for people who may not.
    var endForm: Token?

    /// The token of a form.
    struct Token {
        var token: String
    }

    struct Quiz {
        var token: String
        var problem: String?
        var questions: [Question]
    }

    struct Question {
        var number, text: String
        var answers: [Answer]
    }

    /// An answer that can be chosen. The view does not contain which one is right.
    struct Answer {
        var name, value, id, text: String
        var isGiven: Bool
    }

    /// The result of the given answers.
    struct Outcome {
        var result: String
        var lines: [Line]
    }

    struct Line {
        var mark, style, question, given, advice: String
    }

    /// - Parameters:
    ///   - given: the answers whose result is shown; nil while the questions are asked.
    ///   - chosen: the answers of the last attempt, if some were missing.
    ///   - problem: what is wrong with the answers; nil for nothing.
    init(
        _ posted: PostedNotice, _ site: PageSite, _ visitor: Visitor, given: [Int]? = nil, chosen: [Int?] = [],
        problem: Text? = nil
    ) {
        let (language, notice) = (visitor.language, posted.notice)
        let isOpen = posted.isInForce(at: visitor.now)
        (words, form, notices) = (.of(language), .of(language), NoticeWords(language))
        title = notice.title
        tag = posted.isTraining ? notices.training : notices.notice
        path = posted.path
        otherURL = "\(path)?lang=\(Words.of(language).otherTag)"
        signInURL = "/signin?next=\(path.percentEncoded)"
        (span, whom) = (posted.span(visitor.time), posted.whom[language])
        person = visitor.person?.name
        (paragraphs, link) = (notice.paragraphs, NoticeLinkView(notice))
        steps = notice.steps?.texts ?? []
        isTraining = posted.isTraining
        asksToSignIn = person == nil && isOpen
        let read = visitor.person.flatMap { posted.reader($0.name) }
        readAt = read.map {
            Text(zh: "您已登记已读：", en: "you entered that you read it: ")[language] + visitor.time.short($0.at)
        }
        func token(_ act: NoticeAct) -> String { act.value(posted, at: visitor.now, site.door) }
        if visitor.person != nil, read == nil, isOpen { readForm = Token(token: token(.read)) }
        if visitor.postsNotices, visitor.now < notice.until { endForm = Token(token: token(.end)) }
        let learner = visitor.person.flatMap { posted.learner($0.name) }
        standing = learner?.text(visitor.time)
        guard let questions = notice.questions else { return }
        if let given, let found = Outcome(questions, given, learner, isPractice: person == nil, language) {
            outcome = found
        } else if isOpen {
            quiz = Quiz(token: token(.answer), problem: problem?[language], questions, chosen)
        }
    }
}

extension PostedView.Quiz {
    fileprivate init(token: String, problem: String?, _ questions: TrainingQuestions, _ chosen: [Int?]) {
        (self.token, self.problem) = (token, problem)
        self.questions = questions.all.enumerated().map { number, question in
            let before = chosen.indices.contains(number) ? chosen[number] : nil
            return PostedView.Question(
                number: "\(number + 1)", text: question.text,
                answers: question.answers.enumerated().map { index, text in
                    PostedView.Answer(
                        name: "q\(number + 1)", value: "\(index)", id: "q\(number + 1)-\(index)", text: text,
                        isGiven: before == index)
                })
        }
    }
}

extension PostedView.Outcome {
    /// Shows for a wrong answer what to read again, and not which answer is right. Since anybody can write an
    /// address, the result of a signed-in reader must agree with the newest attempt in the ledger; otherwise nil is
    /// returned.
    fileprivate init?(
        _ questions: TrainingQuestions, _ given: [Int], _ learner: PostedNotice.Learner?, isPractice: Bool,
        _ language: Language
    ) {
        let right = questions.right(given)
        guard isPractice || learner?.newest == right else { return nil }
        let pass =
            if isPractice {
                Text(zh: "（练习，没有登记）", en: " (practice: nothing is entered)")
            } else if right == TrainingQuestions.count {
                Text(zh: "，通过", en: ", passed")
            } else {
                Text(zh: "，没有全对", en: ", not all")
            }
        result = Text(zh: "3题答对\(right)题\(pass.zh)", en: "\(right) of 3 right\(pass.en)")[language]
        lines = zip(questions.all, given).map { question, answer in
            let isRight = question.right == answer
            let again =
                if let step = question.step {
                    Text(zh: "不对：请再看第\(step)步", en: "wrong: read step \(step) again")
                } else {
                    Text(zh: "不对：请再看一遍步骤", en: "wrong: read the steps again")
                }
            return PostedView.Line(
                mark: isRight ? "✔" : "✖", style: isRight ? "done" : "failed", question: question.text,
                given: question.answers[answer],
                advice: (isRight ? Text(zh: "答对了", en: "right") : again)[language])
        }
    }
}

extension PostedNotice.Learner {
    /// Returns the result in the ledger in words: `已登记：3题答对2题，11-26 10:31，答过2次`.
    fileprivate func text(_ time: PageTime) -> String {
        let at = time.short(reader.at)
        let passed = Text(zh: "已登记：培训通过，\(at)", en: "entered: training passed, \(at)")
        let failed = Text(
            zh: "已登记：3题答对\(right)题，未通过，\(at)，答过\(tries)次",
            en: "entered: \(right) of 3 right, not passed, \(at), answered \(tries) times")
        return (hasPassed ? passed : failed)[time.language]
    }
}
