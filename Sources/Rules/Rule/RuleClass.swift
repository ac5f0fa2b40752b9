public import Facilities

/// The subject of a rule's findings, on which their colour depends; whether a figure was read in the source does not
/// change it.
public enum RuleClass: String, Hashable, Sendable, CaseIterable {
    /// Something is due by a day, and the day is over: red, also where the day is our own. Before the day: yellow.
    case duty
    /// A state that must not be, such as a purifier that is off: red, also where the delay is our own.
    case state
    /// A danger to people: red.
    case danger
    /// A measured figure is past its limit: red, but yellow where only this program has set the limit.
    case measured
    /// Data are missing or in doubt: grey, or yellow where a person should check.
    case data
    /// Data or records look manipulated: it never changes the light, and is never public.
    case suspicion

    /// Returns the gravest colour of a finding with this limit.
    func level(of limit: Limit) -> Finding.Level {
        switch self {
        case .duty, .state, .danger: .red
        case .measured: limit.origin == .own ? .yellow : .red
        case .data, .suspicion: .grey
        }
    }

    /// The class and its colour in a few words, for the table of the rules.
    public var title: Text {
        switch self {
        case .duty: Text(zh: "义务：逾期红灯", en: "duty: red when overdue")
        case .state: Text(zh: "状态：红灯", en: "state: red")
        case .danger: Text(zh: "危险：红灯", en: "danger: red")
        case .measured:
            Text(
                zh: "测量值：有依据或现场、主管部门设定的限值红灯，本程序默认限值黄灯",
                en: "measured: red by a source, the bureau or the site, yellow by our own default")
        case .data: Text(zh: "数据：灰灯，需要查看时黄灯", en: "data: grey, or yellow where somebody should look")
        case .suspicion: Text(zh: "疑点：不改变灯色，不公开", en: "suspicion: never the light, never public")
        }
    }
}
