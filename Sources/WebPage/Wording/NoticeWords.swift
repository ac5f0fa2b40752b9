import Facilities

/// The words of the pages of notices in one language. The templates name them.
struct NoticeWords: Sendable {
    var title, notice, training, inForce, toCome, over, none, open, more, read, readHint, signIn: String
    var steps, questions, answer, again, post, end, endHint, back, anonymous: String

    init(_ language: Language) {
        func word(_ text: Text) -> String { text[language] }
        title = word(Self.title)
        (notice, training) = (word(Self.notice), word(Self.training))
        (inForce, toCome, over, none) = (word(Self.inForce), word(Self.toCome), word(Self.over), word(Self.none))
        (open, more) = (word(Self.open), word(Self.more))
        (read, readHint, signIn) = (word(Self.read), word(Self.readHint), word(Self.signIn))
        (steps, questions, answer, again) = (
            word(Self.steps), word(Self.questions), word(Self.answer), word(Self.again)
        )
        anonymous = word(Self.anonymous)
        (post, end, endHint, back) = (word(Self.post), word(Self.end), word(Self.endHint), word(Self.back))
    }

    static let title = Text(zh: "通知和培训", en: "Notices and trainings")
    static let notice = Text(zh: "通知", en: "Notice")
    static let training = Text(zh: "培训", en: "Training")
    private static let inForce = Text(zh: "现在有效", en: "In force now")
    private static let toCome = Text(zh: "尚未开始（只有负责人和检查人员可见）", en: "To come (owner and inspectors only)")
    private static let over = Text(zh: "近30天已结束", en: "Ended in the last 30 days")
    private static let none = Text(zh: "现在没有通知。", en: "There is no notice now.")
    private static let open = Text(zh: "打开通知", en: "Open the notice")
    private static let more = Text(zh: "详见", en: "More at")
    private static let read = Text(zh: "已读", en: "I have read it")
    private static let readHint = Text(
        zh: "点“已读”会记下姓名、角色和时间。", en: "This enters your name, your role and the time.")
    private static let signIn = Text(zh: "登录后登记已读", en: "Sign in to enter that you have read it")
    private static let steps = Text(zh: "先看步骤", en: "First the steps")
    private static let questions = Text(zh: "再答3道题，全对为通过", en: "Then three questions; all right is passed")
    private static let answer = Text(zh: "交卷", en: "Hand in the answers")
    private static let again = Text(zh: "再答一次", en: "Answer again")
    private static let anonymous = Text(
        zh: "没有登录：可以练习，结果不登记。", en: "Not signed in: you may practise; the result is not entered.")
    private static let post = Text(zh: "发布通知", en: "Post a notice")
    private static let end = Text(zh: "现在结束这条通知", en: "End this notice now")
    private static let endHint = Text(
        zh: "结束后各页面不再显示，记录保留。", en: "Pages will not show it any more; its entry stays.")
    private static let back = Text(zh: "全部通知", en: "All notices")

    /// All words, for the tests of the words.
    static let all = [
        title, notice, training, inForce, toCome, over, none, open, more, read, readHint, signIn, steps,
        questions, answer, again, anonymous, post, end, endHint, back,
    ]
}
