import Facilities

/// Devices that answer without a usable value: first what was observed, then its possible cause.
extension BusReport.Device {
    /// Whether all of its answers were exceptions.
    var refusesEverything: Bool { counts.answerTimes.total == 0 && counts.exceptions >= 3 }

    /// Whether it answered with data of which no value was usable.
    var isNeverUsable: Bool { counts.answerTimes.total >= 3 && counts.usable == 0 }

    var refusing: Text {
        Text(
            zh: "有应答，但拒绝所有请求（\(counts.exceptions) 次）：核对型号与设备档案；手册中的 40001 在 addressBase: 1 下写作 holding 1",
            en: "it answers, but refuses everything (\(counts.exceptions) times): check the model against the profile; "
                + "40001 of a manual is holding 1 with addressBase: 1")
    }

    var useless: Text {
        Text(
            zh: "应答 \(counts.answerTimes.total) 次，没有一个可用的值：核对寄存器、类型、字节顺序和量程，以及传感器本身",
            en:
                "\(counts.answerTimes.total) answers and never a usable value: check registers, types, byte order and range "
                + "in its profile, and the sensor itself")
    }

    var holes: Text {
        Text(
            zh: "跨空寄存器读取时不应答，已改为分段读取：可在设备档案写 limits: {holes: false}",
            en:
                "it does not answer across registers that it lacks, and is read in parts: limits: {holes: false} in its "
                + "profile says so from the start")
    }
}
