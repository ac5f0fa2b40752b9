import Facilities

/// The values of `busLine.mustache`: the state of a line.
struct BusLineView: Hashable {
    var busy: String
    var suspended: String?
    var advice: String?

    init(_ line: MachineReport.Line, _ time: PageTime) {
        let language = time.language
        let percent = (line.busy * 100).plainText(decimals: 0)
        busy = Text(zh: "最近一分钟占用 \(percent) %", en: "busy for \(percent) % of the last minute")[language]
        suspended = line.suspendedUntil.map { end in
            let end = time.second(end)
            return Text(zh: "已暂停轮询，到 \(end) 自动恢复", en: "polling is suspended until \(end), and resumes by itself")[
                language]
        }
        advice = line.advice?[language]
    }
}
