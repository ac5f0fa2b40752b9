import DeviceProfiles
public import Facilities

/// A command to a simulated bus while it is serving: `late 3 800ms`, `nan 3 pressureDrop for 5min`, `ok 3`.
enum FaultCommand {
    struct Mistake: Error {
        /// The message that says what would be right.
        var remedy: Text

        init(_ remedy: Text) { self.remedy = remedy }

        init(zh: String, en: String) { self.init(Text(zh: zh, en: en)) }
    }

    case help
    /// Ends the faults of a unit; nil for all units.
    case ok(UInt8?)
    case begin(DeviceFault, units: [UInt8], point: String?, share: Double, Duration?)
    case unplug(Duration?)

    static let forms = Text(
        zh: """
            \(usages)
            UNIT 是站号或 all（全部），POINT 是测点；故障后面可写：in 20%（占应答的比例）、for 5min（时间）
            """,
        en: """
            \(usages)
            UNIT is a number or all, POINT is a point of the profile; behind a fault: in 20% (of the answers), for 5min
            """)

    private static let usages = """
        dead UNIT | badCRC UNIT | halfFrame UNIT | wrongUnit UNIT | ownUnit UNIT | late UNIT 800ms | exception UNIT 6
        zeroByte UNIT | echo UNIT | padding UNIT | doubled UNIT | zeroTransaction UNIT | nextTransaction UNIT
        exceptionLength UNIT | otherMaster UNIT | hangUp UNIT | pieces UNIT 300ms
        leaveAlone UNIT 1s | holes UNIT [4]
        stuck UNIT [POINT] | nan UNIT [POINT] | sentinel UNIT [POINT] | drift UNIT [POINT] 2/h
        unplugged | ok [UNIT] | help
        """

    static func read(_ line: String, _ profiles: [UInt8: DeviceProfile]) throws(Mistake) -> FaultCommand {
        var words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        let duration = try tail("for", of: &words, Text(zh: "时间，如 5min", en: "a duration such as 5min")) {
            Duration($0)
        }
        let share = try tail("in", of: &words, Text(zh: "比例，如 20%", en: "a share such as 20%"), Self.share)
        guard let name = words.first else { throw Mistake(forms) }
        switch name {
        case "help": return .help
        case "unplugged" where words.count == 1: return .unplug(duration)
        case "unplugged":
            throw Mistake(zh: "unplugged 请单独写：它是所有设备的线", en: "write unplugged alone: it is the cable of all units")
        case "ok" where words.count == 1: return .ok(nil)
        default: break
        }
        guard words.count > 1 else {
            throw Mistake(zh: "\(name) 后面请写站号，或 all", en: "write a unit behind \(name), or all")
        }
        let units = try units(words[1], profiles)
        if name == "ok" { return .ok(words[1] == "all" ? nil : units[0]) }
        let (fault, point) = try fault([name] + words.dropFirst(2))
        for unit in units { try profiles[unit]?.check(fault, point: point) }
        return .begin(fault, units: units, point: point, share: share ?? 1, duration)
    }

    static func share(_ text: String) -> Double? {
        guard text.hasSuffix("%"), let share = Double(text.dropLast()), share > 0, share <= 100 else { return nil }
        return share / 100
    }

    private static func tail<Value>(
        _ word: String, of words: inout [String], _ expected: Text, _ parse: (String) -> Value?
    ) throws(Mistake) -> Value? {
        guard let index = words.firstIndex(of: word) else { return nil }
        guard index + 1 < words.count, let value = parse(words[index + 1]) else {
            throw Mistake(zh: "\(word) 后面请写\(expected.zh)", en: "write \(expected.en) behind \(word)")
        }
        words.removeSubrange(index...index + 1)
        return value
    }

    private static func units(_ text: String, _ profiles: [UInt8: DeviceProfile]) throws(Mistake) -> [UInt8] {
        if text == "all" { return profiles.keys.sorted() }
        guard let unit = UInt8(text), profiles[unit] != nil else {
            let units = profiles.keys.sorted().map(String.init).joined(separator: ", ")
            throw Mistake(
                zh: "没有站号 \(text)；请写 all，或其中之一：\(units)", en: "there is no unit \(text); write all or one of \(units)")
        }
        return [unit]
    }

    /// Reads a fault from its words without the unit: `late 800ms`, or with the name of a point after the first word.
    private static func fault(_ words: [String]) throws(Mistake) -> (DeviceFault, point: String?) {
        if let fault = DeviceFault(words.joined(separator: " ")) { return (fault, nil) }
        if words.count > 1, let fault = DeviceFault(([words[0]] + words.dropFirst(2)).joined(separator: " ")) {
            return (fault, words[1])
        }
        let (written, forms) = (words.joined(separator: " "), DeviceFault.forms)
        throw Mistake(
            zh: "“\(written)”不是故障；有 \(forms.joined(separator: "、"))",
            en: "'\(written)' is no fault; there are \(forms.joined(separator: ", "))")
    }
}

extension DeviceProfile {
    /// The message that the device has no such point.
    var noPoint: Text {
        let names = points.map(\.name)
        return Text(
            zh: "\(id) 没有这个测点；有 \(names.joined(separator: "、"))",
            en: "\(id) has no such point; it has \(names.joined(separator: ", "))")
    }

    /// Checks that the device, or a point of it, can have a fault.
    func check(_ fault: DeviceFault, point name: String?) throws(FaultCommand.Mistake) {
        guard name == nil || fault.isOfValues else {
            throw .init(
                zh: "\(fault) 是整台设备的故障；请去掉 \(name ?? "")", en: "\(fault) is of a whole device; remove \(name ?? "")")
        }
        let concerned = points.filter { $0.name == name ?? $0.name }
        guard !concerned.isEmpty else {
            throw .init(noPoint)
        }
        if fault == .nan, concerned.allSatisfy({ wordsOfNaN(for: $0) == nil }) {
            throw .init(
                zh: "\(name ?? id) 没有 NaN，只有 float32 和 float64 才有；请用 sentinel 或 stuck",
                en: "\(name ?? id) has no NaN, which only float32 and float64 have; take sentinel or stuck")
        }
        if fault == .sentinel, concerned.allSatisfy({ wordsOfNotAvailable(for: $0) == nil }) {
            throw .init(
                zh: "\(name ?? id) 在档案里没有 notAvailable；请用 nan 或 stuck",
                en: "\(name ?? id) has no notAvailable in its profile; take nan or stuck")
        }
    }
}

extension SimulatedBus {
    /// The help text that lists all commands.
    public static let faultForms = FaultCommand.forms

    /// Carries out the command in a line. Returns a confirmation, or a message that says what is wrong and what would
    /// be right.
    public func command(_ line: String) -> Text {
        do throws(FaultCommand.Mistake) {
            switch try FaultCommand.read(line, profiles) {
            case .help: return FaultCommand.forms
            case .ok(let unit): clear(unit: unit)
            case .unplug(let duration): begin(.unplugged, for: duration)
            case .begin(let fault, let units, let point, let share, let duration):
                for unit in units { begin(fault, unit: unit, point: point, share: share, for: duration) }
            }
            return Text(zh: "完成：\(line)", en: "done: \(line)")
        } catch {
            return Text(zh: "不对：\(error.remedy.zh)", en: "wrong: \(error.remedy.en)")
        }
    }
}
