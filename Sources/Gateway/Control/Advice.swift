import Facilities
import Modbus

/// The advice that tells a technician what to check first, derived from the answers of a bus and its devices.
extension BusReport {
    /// The advice for the line as a whole; nil if there is none.
    var advice: Text? {
        if suspendedUntil != nil { return nil }
        if let heldAdvice { return heldAdvice }
        if let lineDown = lineDownText {
            return Text(zh: "总线不可用：\(lineDown.zh)", en: "the bus cannot be used: \(lineDown.en)")
        }
        if otherMaster != nil {
            return Text(
                zh: "线路上另有主机在轮询，读数存疑：一条RS-485线路只能有一个主机，请停掉另一个，或改由本网关转发",
                en:
                    "another master polls on this line and the readings are uncertain: a line has one master; switch the "
                    + "other one off, or let it have the values of this gateway")
        }
        if isDead {
            return isSerial
                ? Text(
                    zh: "整条线路无设备应答：检查A/B是否接反、波特率与校验位、设备供电",
                    en: "nobody answers on this line: check for A and B swapped, baud rate and parity, power")
                : Text(
                    zh: "所有站号均无应答：检查网关（转换器）后面的线路与站号",
                    en: "no unit answers: check the line behind the converter, and the unit numbers")
        }
        let healthy = devices.filter { $0.offlineSince == nil }.map(\.counts)
        // Turns that were postponed on purpose show nothing about the capacity of the line.
        let (due, late) = healthy.reduce((0, 0)) { ($0.0 + $1.due - ($1.putOff ?? 0), $0.1 + $1.late) }
        guard due >= 20, late * 20 > due else { return nil }
        return Text(
            zh: "线路带不动现有的轮询周期：请加长周期、提高波特率或分到另一条线路",
            en:
                "the line cannot keep the periods: make them longer, raise the baud rate or part the devices on two lines"
        )
    }

    /// The advice for each device, in their order; nil where nothing is wrong, or where the whole line is.
    var deviceAdvice: [Text?] {
        let isWholeLine = suspendedUntil != nil || lineDownText != nil || isDead
        let noisy = devices.count(where: \.isNoisy)
        return devices.map { isWholeLine ? nil : $0.advice(isSerial: isSerial, others: noisy) }
    }

    /// Whether several devices were polled and none ever answered.
    private var isDead: Bool { devices.count > 1 && devices.allSatisfy(\.isSilent) }
}

extension BusReport.Device {
    var requests: Int {
        counts.answerTimes.total + counts.timeouts + counts.garbled + counts.exceptions
    }

    /// Whether it was polled and never answered.
    fileprivate var isSilent: Bool {
        counts.timeouts > 0 && counts.answerTimes.total + counts.exceptions + counts.garbled + counts.unasked == 0
    }

    /// Whether one in a hundred of its answers is damaged.
    fileprivate var isNoisy: Bool { isOften(counts.garbled) }

    func isOften(_ count: Int) -> Bool { count >= 2 && count * 100 >= requests }

    /// Returns the advice for the device; nil if nothing is wrong.
    ///
    /// - Parameter others: the number of devices on the line with damaged answers, including this one.
    fileprivate func advice(isSerial: Bool, others: Int) -> Text? {
        if let quirk = deadlyQuirk { return quirk }
        let hasAnswered = counts.answerTimes.total + counts.exceptions > 0
        if counts.unasked >= 2, isOften(counts.timeouts) { return tooShort }
        if counts.unasked >= 2, isOften(counts.unasked) { return twice }
        if isOften(refused(.pieces)) { return torn }
        if isNoisy { return spoilt(isSerial: isSerial, everywhere: others > 1) }
        if refusesEverything, offlineSince == nil { return refusing }
        if !hasAnswered, counts.timeouts > 0 { return silent(isSerial: isSerial) }
        if offlineSince != nil { return gone }
        if isOften(counts.timeouts) {
            let slow = counts.answerTimes.count(over: .milliseconds(timeout / 2))
            return slow * 20 >= counts.answerTimes.total ? tooShort : shaky
        }
        if isNeverUsable { return useless }
        return refused.isEmpty ? quirkAdvice ?? (avoidsHoles ? holes : nil) : lacking
    }

    private var tooShort: Text {
        Text(
            zh: "应答常在超时之后才到：把超时（现为\(timeout) ms）加长",
            en: "answers come after the time-out: make it longer than \(timeout) ms")
    }

    private var twice: Text {
        Text(
            zh: "一问两答：线路上可能有另一台设备用了同一地址\(unit)",
            en: "two answers to one request: another device seems to have the address \(unit) too")
    }

    private func spoilt(isSerial: Bool, everywhere: Bool) -> Text {
        guard isSerial else {
            return Text(zh: "应答与请求不符：转换器后可能还有另一台主机", en: "answers do not match: another master may use the converter")
        }
        return everywhere
            ? Text(
                zh: "多台设备应答校验错：检查两端120 Ω终端电阻、屏蔽接地，波特率与校验位",
                en: "answers of several devices are spoilt: check 120 Ω at both ends, the shield, baud rate and parity")
            : Text(
                zh: "只有它的应答校验错：地址\(unit)可能重复，或其支线过长、接线松动",
                en: "only its answers are spoilt: a second device with address \(unit), a long stub or a loose wire")
    }

    private func silent(isSerial: Bool) -> Text {
        isSerial
            ? Text(
                zh: "从未应答：检查供电、A/B接线、地址\(unit)和波特率；可用 mashang scan 查找",
                en: "it has never answered: check power, A and B, address \(unit) and baud rate; mashang scan finds it")
            : Text(
                zh: "从未应答：检查站号\(unit)和它后面的线路；若转换器刚连接时不理请求，在该总线写 connectDelay: 1s；可用 mashang scan 查找",
                en:
                    "it has never answered: check unit \(unit) and the line behind it; if the converter ignores requests right "
                    + "after connecting, write connectDelay: 1s for the bus; mashang scan finds it")
    }

    private var gone: Text {
        Text(zh: "曾经应答，现已中断：检查供电和接线", en: "it did answer and does no more: check its power and wires")
    }

    private var shaky: Text {
        Text(zh: "时有无应答：检查接线端子和终端电阻", en: "answers are missing now and then: check terminals and termination")
    }

    private var lacking: Text {
        let names = refused.map(\.rawValue).joined(separator: ", ")
        return Text(
            zh: "设备没有这些寄存器：\(names)；检查型号与设备档案", en: "it refuses \(names): check its model against the profile")
    }
}
