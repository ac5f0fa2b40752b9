import Facilities

/// The words of forms in one language. The templates name them.
struct FormWords: Sendable {
    let optional, name, pin, pinHelp, signIn, signOut, signedInAs, back, wrong, guide, photographs: String
    let loading, offline, busy: String
    /// The mark of a field that the ledger asks for and that may be entered later.
    let later: String
    /// The number of the step, with `%1` and `%2` for the step and the number of steps, and the button to the step
    /// before.
    let step, stepBack: String

    static func of(_ language: Language) -> FormWords { language == .en ? english : chinese }

    private static let chinese = FormWords(
        optional: "可不填", name: "姓名", pin: "PIN（6位数字）", pinHelp: "登记人员时给的6位数字；操作人员登录后30天内不用再输",
        signIn: "登录", signOut: "退出登录", signedInAs: "登记人", back: "返回", wrong: "有几处要改，已填的都保留着：", guide: "怎么做",
        photographs: "拍照或选照片", loading: "正在提交…", offline: "没有网络：已填的都在，有网自动提交", busy: "网关正忙：已填的都在，10秒后自动再提交",
        later: "台账要，可以以后补", step: "第%1步，共%2步", stepBack: "上一步")

    private static let english = FormWords(
        optional: "optional", name: "Name", pin: "PIN (6 digits)",
        pinHelp: "The six digits that were shown when you were added; operators are not asked again for 30 days",
        signIn: "Sign in",
        signOut: "Sign out", signedInAs: "Entered by", back: "Back",
        wrong: "Some things are to be mended; what you typed is kept:", guide: "How to do it",
        photographs: "Take or choose photographs", loading: "Sending…",
        offline: "No connection: what you typed is kept and is sent as soon as there is one",
        busy: "The gateway is busy: what you typed is kept and is sent again in 10 s",
        later: "for the ledger; may be entered later", step: "Step %1 of %2", stepBack: "Back")
}
