import Facilities
import Modbus

/// A serial port that another process has opened.
extension BusReport {
    /// The advice about that process; nil if the line is up, or down for another reason.
    var heldAdvice: Text? {
        guard let lineDown = lineDownText else { return nil }
        if let heldBy {
            let program = heldBy.program ?? "?"
            return Text(
                zh: "串口被另一程序占用：\(program)（进程号 \(heldBy.pid)）；一条线路只能有一个主站，停止它后网关自动恢复",
                en:
                    "the port is \(PortHolder.inUse.en)\(heldBy); a line has one master: end that program, and the gateway "
                    + "takes the line by itself")
        }
        if lineDown.en.hasSuffix(PortHolder.twice.en) {
            return Text(
                zh: "另一条总线已在使用同一串口：请把两条总线的设备写在同一条总线下",
                en: "another bus of this gateway has the same port: put the devices of both on one bus")
        }
        guard lineDown.en.hasSuffix(PortHolder.claimed.en) else { return nil }
        return Text(
            zh: "串口被另一程序独占，查不到是哪一个（fuser 可查）；停止它后网关自动恢复",
            en: "another program has the port for itself alone, and cannot be seen (fuser finds it): end it, and the "
                + "gateway takes the line by itself")
    }
}
