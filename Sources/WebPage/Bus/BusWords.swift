import Facilities

/// The words of the technician's page in one language.
struct BusWords: Sendable {
    let title, asOf, again, lost, suspend, resume, suspendHelp, noLine, machine: String

    static func of(_ language: Language) -> BusWords { language == .en ? english : chinese }

    private static let chinese = BusWords(
        title: "总线与设备", asOf: "截至", again: "重新加载", lost: "连接断开，正在重新连接。下面还是这时的情况：", suspend: "暂停轮询",
        resume: "恢复轮询", suspendHelp: "暂停期间没有读数，记为维护；到时自动恢复。", noLine: "没有接设备的总线。", machine: "网关")

    private static let english = BusWords(
        title: "Buses and devices", asOf: "As of", again: "Load again",
        lost: "The connection is lost and is tried again. What is shown is still of", suspend: "Suspend polling",
        resume: "Resume polling",
        suspendHelp: "Nothing is read meanwhile, which is marked as maintenance; polling resumes by itself.",
        noLine: "No bus has devices.", machine: "Gateway")

    /// The label of a button that suspends a line: `暂停10分钟`.
    static func minutes(_ minutes: Int, _ language: Language) -> String {
        Text(zh: "暂停\(minutes)分钟", en: "Suspend for \(minutes) min")[language]
    }

    /// The refusal for people who are not technicians.
    static func notFor(_ role: Operator.Role) -> Text {
        Text(
            zh: "总线页面只对技术人员开放；你登录的身份是\(role.title.zh)",
            en:
                "the page of the buses is for technicians; you are signed in as \(role.title.en)")
    }

    static let signInFirst = Text(zh: "请先以技术人员身份登录", en: "sign in as a technician first")

    static let streamsBusy = Text(
        zh: "同时打开的总线页面太多：请关闭几个，或过一会儿重新加载",
        en: "too many pages of the buses are open: close some, or load this one again in a while")

    static let all = [signInFirst, streamsBusy] + Operator.Role.allCases.map(notFor)
}

extension MachineReport.State {
    /// The mark of a state: its class in the style sheet, its shape and its word.
    var mark: (look: String, symbol: String, title: Text) {
        switch self {
        case .online: ("green", "✔", Text(zh: "在线", en: "online"))
        case .withoutValue: ("yellow", "!", Text(zh: "有应答，没有可用的值", en: "answers, without a usable value"))
        case .refusing: ("yellow", "!", Text(zh: "有应答，但拒绝所有请求", en: "answers, but refuses everything"))
        case .unanswered:
            ("yellow", "!", Text(zh: "最近一次没有取得有效应答", en: "no valid answer the last time"))
        case .offline: ("red", "✖", Text(zh: "离线", en: "offline"))
        case .suspended: ("work", "Ⅱ", Text(zh: "已暂停轮询", en: "not polled: suspended"))
        case .unheard: ("grey", "?", Text(zh: "还没有应答", en: "no answer yet"))
        }
    }
}
