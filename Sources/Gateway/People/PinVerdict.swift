import Facilities

/// The result of checking a name and a PIN.
enum PinVerdict: Hashable, Sendable {
    case right(Operator)
    /// The name or the PIN is wrong. The answer is the same for both, so that it does not reveal who may enter records.
    case wrong
    /// Nothing was checked: after wrong PINs the next try must wait this number of seconds.
    case wait(Int)
    /// Nothing could be checked, for the given reason.
    case notNow(Text)

    /// The reason why the person may not enter anything; nil if they may.
    var problem: RecordProblem? {
        switch self {
        case .right: nil
        case .wrong:
            RecordProblem(
                "pin",
                Text(
                    zh: "姓名或PIN不对：PIN是登记人员时给出的6位数字",
                    en: "the name or the PIN is wrong; the PIN has the six digits that were shown when the person was "
                        + "added"))
        case .wait(let seconds):
            RecordProblem(
                "later", isNotNow: true,
                Text(zh: "PIN输错，请过\(seconds)秒再试", en: "after a wrong PIN, wait \(seconds) s and try again"))
        case .notNow(let reason):
            RecordProblem(
                "later", isNotNow: true,
                Text(
                    zh: "暂时无法核对PIN：\(reason.zh)",
                    en: "the PIN cannot be checked now; try again later: \(reason.en)"))
        }
    }
}
