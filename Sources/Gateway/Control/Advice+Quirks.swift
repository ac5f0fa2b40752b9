import Facilities
import Modbus

/// What is not as the standard says in what a device sends, and the line of its bus to write.
extension BusReport.Device {
    /// Of what keeps every value away; nil if nothing of that was seen often.
    var deadlyQuirk: Text? {
        guard counts.usable == 0 else { return nil }
        if isOften(count(.transactionID)) {
            return Text(
                zh: "应答的事务号为0或加1，未采用：若转换器就是如此，在该总线写 transactionId: ignored",
                en:
                    "its answers have the transaction id 0 or the next one, and are not taken: if the converter is made "
                    + "so, write transactionId: ignored for the bus")
        }
        guard isOften(count(.otherUnit)) else { return nil }
        return Text(
            zh: "应答里的单元号不是\(unit)，未采用：若设备只认自己的单元号，在该总线写 unitInAnswer: any",
            en:
                "its answers name another unit than \(unit), and are not taken: if the device always names its own, write "
                + "unitInAnswer: any for the bus")
    }

    /// Of what costs no value.
    var quirkAdvice: Text? {
        FrameQuirk.allCases.first { isOften(count($0)) }.flatMap(Self.text)
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
                zh: "每次应答后即断开，已重新连接再问：在该总线写 closeAfter: 0s，可省去每次的重试",
                en:
                    "it closes the connection after its answers and is asked again on a new one: closeAfter: 0s for the bus "
                    + "saves the second request")
        case .transactionID, .otherUnit: nil
        }
    }
}
