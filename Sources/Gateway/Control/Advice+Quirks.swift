import Facilities
import Modbus

/// Deviations of a device's frames from the standard, and the setting of its bus that allows them.
extension BusReport.Device {
    /// The advice for a deviation that prevents all values; nil if none was seen often.
    var deadlyQuirk: Text? {
        let (transaction, unit) = (refused(.transactionID), refused(.otherUnit))
        if isOften(transaction), transaction >= unit {
            return Text(
                zh: "应答的事务号为0或加1，未采用：若转换器就是如此，在该总线写 transactionId: ignored",
                en:
                    "its answers have the transaction id 0 or the next one, and are not taken: if the converter is made "
                    + "so, write transactionId: ignored for the bus")
        }
        guard isOften(unit) else { return nil }
        return Text(
            zh: "应答里的站号不是\(self.unit)，未采用：若设备应答时总用自己的站号，在该总线写 unitInAnswer: any",
            en:
                "its answers name another unit than \(self.unit), and are not taken: if the device always names its own, write "
                + "unitInAnswer: any for the bus")
    }

    /// The advice for a deviation that costs no values; nil if none was seen often.
    var quirkAdvice: Text? {
        let often = FrameQuirk.allCases.filter { isOften(count($0)) && Self.text($0) != nil }
        return often.max { count($0) < count($1) }.flatMap(Self.text)
    }

    /// Returns the number of rejected answers with a deviation.
    func refused(_ quirk: FrameQuirk) -> Int { counts.refusedQuirks[quirk.rawValue, default: 0] }

    /// The advice for answers that stop in the middle.
    var torn: Text {
        Text(
            zh: "应答到一半就停：若电台或串口服务器把一帧拆成几段发送，在该总线写 frameGap: 1s；否则检查接线和终端电阻",
            en:
                "its answers stop halfway: if a radio modem or serial server sends them in pieces, write frameGap: 1s for "
                + "the bus; else check wires and termination")
    }

    private func count(_ quirk: FrameQuirk) -> Int { counts.quirks[quirk.rawValue, default: 0] }

    private static func text(_ quirk: FrameQuirk) -> Text? {
        switch quirk {
        case .foreignBytes:
            Text(
                zh: "应答前常有多余字节，已跳过，读数有效：多为转换器收发切换所致，或缺少偏置电阻",
                en:
                    "bytes before its answers are skipped, the values are good: an adapter that switches direction, or a "
                    + "line without bias resistors")
        case .echo:
            Text(
                zh: "请求被原样送回，已去除，读数有效：适配器开着本地回显，可以关掉",
                en: "the request comes back before the answer and is dropped, the values are good: the adapter's local "
                    + "echo is on and can be switched off")
        case .padding:
            Text(
                zh: "应答后有多余字节，已忽略，读数有效：转换器或设备的习惯",
                en: "bytes behind its answers are ignored, the values are good: a habit of the converter or the device")
        case .doubled:
            Text(
                zh: "同一应答连来两次，只用一次：转换器重发，或两台设备同址",
                en:
                    "each answer comes twice and is taken once: the converter repeats it, or two devices have one address"
            )
        case .exceptionLength:
            Text(
                zh: "异常应答的长度字段有误，已按内容识别",
                en: "its exceptions have a wrong length, and are recognised by their content")
        case .hungUp:
            Text(
                zh: "设备应答后就断开连接，网关已重连再问，读数有效：在该总线写 closeAfter: 0s，可省去重试",
                en:
                    "it closes the connection after its answers and is asked again on a new one: closeAfter: 0s for the bus "
                    + "saves the second request")
        case .pieces:
            Text(
                zh: "应答分几段到达，已等到齐，读数有效：电台或串口服务器的习惯",
                en: "its answers come in pieces and are waited for: a radio modem or serial server sends them so")
        case .transactionID, .otherUnit, .newConnection: nil
        }
    }
}
