extension Limit {
    /// Returns the name that people use for a limit: `压差`. It is the limit's own name where it has no title, as for a
    /// rule of the site's own.
    public static func title(of name: String) -> Text {
        let parts = name.split(separator: ".", maxSplits: 1)
        guard let title = titles[String(parts.first ?? "")] else { return Text(zh: name, en: name) }
        guard parts.count == 2 else { return title }
        return Text(zh: "\(title.zh)（\(parts[1])）", en: "\(title.en) (\(parts[1]))")
    }

    /// The name that people use for it.
    public var title: Text { Self.title(of: name) }

    private static let titles: [String: Text] = carbon.merging(fume) { first, _ in first }
        .merging(machinery) { first, _ in first }.merging(dust) { first, _ in first }
        .merging(others) { first, _ in first }

    private static let carbon = [
        "cycleHours": Text(zh: "更换周期运行小时", en: "running hours of a cycle"),
        "cycleMonths": Text(zh: "更换周期月数", en: "months of a cycle"),
        "cycleWarning": Text(zh: "更换提前提醒", en: "warning before a cycle ends"),
        "enoughHours": Text(zh: "实测均值最少小时", en: "hours for a mean that counts"),
        "unprovenAdsorption": Text(zh: "无证明时动态吸附量", en: "dynamic adsorption without a proof"),
        "loadWarning": Text(zh: "吸附量提醒线", en: "load that warns"),
        "loadFull": Text(zh: "吸附量上限", en: "full load"),
        "loadCoverage": Text(zh: "吸附量数据覆盖率", en: "data for the load"),
        "loadUncertainty": Text(zh: "吸附量不确定度", en: "uncertainty of the load"),
        "pressureDrop": Text(zh: "压差", en: "pressure drop"),
        "bypassPressure": Text(zh: "旁路判定压差", en: "pressure drop of a bypass"),
        "bypassAfter": Text(zh: "旁路判定时间", en: "time before a bypass"),
        "bypassFall": Text(zh: "压差突降比例", en: "sudden fall of the pressure drop"),
        "thinFilling": Text(zh: "装填偏薄比例", en: "share of a thin filling"),
        "baselineHours": Text(zh: "基准运行小时", en: "hours of operation that are the baseline"),
        "inletTemperature": Text(zh: "进口温度", en: "inlet temperature"),
        "bedTemperature": Text(zh: "床层温度", en: "bed temperature"),
        "inletHumidity": Text(zh: "进口湿度", en: "inlet humidity"),
        "faceVelocity": Text(zh: "过炭面风速", en: "face velocity"),
        "breakthroughWarning": Text(zh: "穿透提醒比例", en: "breakthrough that warns"),
        "breakthrough": Text(zh: "穿透比例", en: "breakthrough"),
        "breakthroughFloor": Text(zh: "穿透判定最低浓度", en: "least VOC for breakthrough"),
        "emissionConcentration": Text(zh: "许可排放浓度", en: "permitted concentration"),
        "emissionRate": Text(zh: "许可排放速率", en: "permitted emission rate"),
        "emissionRemoval": Text(zh: "许可去除率", en: "permitted removal"),
        "emissionInlet": Text(zh: "去除率判定最低进口浓度", en: "least VOC at the inlet for the removal"),
        "iodineValue": Text(zh: "碘值", en: "iodine value"),
        "bulkDensity": Text(zh: "堆积密度", en: "bulk density"),
        "weightShare": Text(zh: "称重比例", en: "share of the filled mass"),
        "spentTolerance": Text(zh: "废炭允差", en: "tolerance of the spent mass"),
        "manifestDigits": Text(zh: "联单号位数", en: "digits of a manifest number"),
        "fillingLeast": Text(zh: "最少填装比例", en: "least share of the design mass"),
        "fillingMost": Text(zh: "最多填装比例", en: "most share of the design mass"),
        "manifestUses": Text(zh: "联单号使用次数", en: "uses of a manifest number"),
        "storageDays": Text(zh: "废炭贮存天数", en: "days of storage"),
        "storageWarning": Text(zh: "贮存提前提醒", en: "warning before storage ends"),
    ]

    private static let fume = [
        "cleaningMonths": Text(zh: "清洗周期月数", en: "months between cleanings"),
        "cleaningWarning": Text(zh: "清洗提前提醒", en: "warning before a cleaning"),
        "purifierOff": Text(zh: "净化器关闭时间", en: "time with the purifier off"),
        "purifierOnCurrent": Text(zh: "净化器开启电流", en: "current of a purifier that is on"),
        "purifierIdle": Text(zh: "风机停时净化器开启时间", en: "time with the purifier on beside a standing fan"),
        "fume": Text(zh: "油烟", en: "fume"),
        "volumePerStove": Text(zh: "单灶基准风量", en: "reference air volume of a stove"),
        "removal": Text(zh: "去除率", en: "removal"),
        "removalInlet": Text(zh: "去除率判定最低浓度", en: "least fume for the removal"),
        "sensorLow": Text(zh: "油烟传感器低值线", en: "low line of the fume sensor"),
        "sensorLowAfter": Text(zh: "油烟低值时间", en: "time at the low line"),
        "sensorFrozenAfter": Text(zh: "油烟不变时间", en: "time without a change of the fume"),
        "foulingCurrent": Text(zh: "净化器电流下降", en: "fall of the purifier's current"),
        "foulingPressure": Text(zh: "净化器压差上升", en: "rise of the purifier's pressure drop"),
        "foulingPressureRecovery": Text(
            zh: "清洗后压差恢复偏差", en: "distance of the pressure drop after a cleaning"),
        "foulingRecovery": Text(zh: "清洗后电流恢复偏差", en: "distance of the current after a cleaning"),
        "foulingSettling": Text(zh: "启动后不判断时间", en: "time after a start that is not judged"),
        "ductDays": Text(zh: "烟道清洗周期天数", en: "days between cleanings of the duct"),
        "dryingTime": Text(zh: "清洗后晾干时间", en: "time to dry the cell"),
        "foulingHours": Text(zh: "污染判定小时", en: "hours compared for fouling"),
    ]

    private static let machinery = [
        "smoke": Text(zh: "烟度", en: "smoke"),
        "smokeScreening": Text(zh: "实时烟度筛查值", en: "screening of live smoke"),
        "ringelmann": Text(zh: "林格曼黑度", en: "Ringelmann number"),
        "testMonths": Text(zh: "排气检测有效月数", en: "months of an exhaust test"),
        "testWarning": Text(zh: "检测提前提醒", en: "warning before a test"),
        "dpfHigh": Text(zh: "DPF压差上限", en: "highest DPF pressure drop"),
        "dpfLow": Text(zh: "DPF压差下限", en: "lowest DPF pressure drop"),
        "dpfSpeed": Text(zh: "DPF判定转速", en: "engine speed for the DPF"),
        "nox": Text(zh: "氮氧化物", en: "NOx"),
        "ureaLow": Text(zh: "尿素低液位", en: "low urea"),
        "ureaEmpty": Text(zh: "尿素用尽液位", en: "empty urea"),
        "ureaStill": Text(zh: "尿素不变小时", en: "hours without a change of the urea"),
        "ureaMove": Text(zh: "尿素变化幅度", en: "change of the urea that counts"),
        "exhaustTemp": Text(zh: "排气温度", en: "exhaust temperature"),
        "exhaustFire": Text(zh: "排气着火温度", en: "exhaust temperature of a fire risk"),
        "registrationDays": Text(zh: "编码登记天数", en: "days to register"),
        "engineOnSpeed": Text(zh: "发动机运行转速", en: "speed of a running engine"),
        "warmExhaust": Text(zh: "热机排气温度", en: "exhaust temperature of a warm engine"),
    ]

    private static let dust = [
        "tsp": Text(zh: "TSP", en: "TSP"),
        "pm10": Text(zh: "PM10高出城市均值", en: "PM10 above the city's"),
        "noiseDay": Text(zh: "昼间噪声", en: "noise by day"),
        "noiseNight": Text(zh: "夜间噪声", en: "noise by night"),
        "noiseNightPeak": Text(zh: "夜间最大声级超出", en: "maximum of the night above its limit"),
        "noiseWind": Text(zh: "测噪声的风速", en: "wind for measuring noise"),
        "rainfallOn": Text(zh: "降雨判定强度", en: "intensity of rain"),
        "sprayTSP": Text(zh: "喷淋起动TSP", en: "TSP that starts the spray"),
        "sprayPM10": Text(zh: "喷淋起动PM10", en: "PM10 that starts the spray"),
        "sprayAfter": Text(zh: "喷淋开启时间", en: "time before the spray starts"),
        "sprayTemperature": Text(zh: "喷淋最低气温", en: "lowest temperature for the spray"),
        "capture": Text(zh: "数据捕集率", en: "data capture"),
        "captureHours": Text(zh: "有效日最少小时", en: "valid hours of a valid day"),
        "gradeScore": Text(zh: "扬尘评分", en: "dust score"),
    ]

    private static let others = [
        "tamperingWindow": Text(zh: "疑点判定分钟", en: "minutes of a suspect curve"),
        "tamperingAtTop": Text(zh: "平顶时间", en: "time at a flat top"),
        "tamperingChange": Text(zh: "平顶外变化幅度", en: "change beside a flat top"),
        "tamperingTurning": Text(zh: "最少转向比例", en: "least share of steps that turn"),
        "tamperingSpread": Text(zh: "最小波动幅度", en: "least spread of a curve"),
        "tamperingAlike": Text(zh: "曲线相同程度", en: "likeness of two curves"),
        "tamperingWhileOff": Text(zh: "停机有数据时间", en: "time with data while off"),
        "tamperingMark": Text(zh: "超限与标记间隔", en: "time between a limit passed and a mark"),
        "recordStands": Text(zh: "作业停机时间", en: "standstill of an entered work"),
        "recordTakenOut": Text(zh: "更换炭重变化", en: "change of weight by a replacement"),
        "answer": Text(zh: "答复时限", en: "time to answer"),
        "close": Text(zh: "办结时限", en: "time to close"),
        "repeatCount": Text(zh: "重复投诉次数", en: "complaints that repeat"),
        "repeatWithin": Text(zh: "重复投诉期间", en: "period of repeated complaints"),
        "repeatFindCause": Text(zh: "查明原因时限", en: "time to find the cause"),
        "evidenceCount": Text(zh: "有问题的设施数", en: "facilities out of order"),
        "workWindow": Text(zh: "作业时段", en: "time for the work"),
        "silentAfter": Text(zh: "无数据时间", en: "time without data"),
        "missingAfter": Text(zh: "单项无数据时间", en: "time without a value"),
        "stuckFor": Text(zh: "数值不变时间", en: "time without a change"),
        "rangeFor": Text(zh: "超量程时间", en: "time out of range"),
        "rangeShare": Text(zh: "超量程读数比例", en: "share of readings out of range"),
        "particleTolerance": Text(zh: "粗细颗粒物允差", en: "tolerance between fine and coarse dust"),
        "contradictionFor": Text(zh: "信号矛盾时间", en: "time of a contradiction"),
        "clockUntrustedFor": Text(zh: "时钟不可信时间", en: "time without a clock"),
        "calibrationChange": Text(zh: "校准改变幅度", en: "change by a calibration"),
        "treatmentLate": Text(zh: "生产时治理关闭时间", en: "time of production without treatment"),
        "treatmentShare": Text(zh: "治理时间占生产时间", en: "share of production with treatment"),
        "productionOnCurrent": Text(zh: "生产设备运行电流", en: "current of running production"),
        "fanOnCurrent": Text(zh: "风机运行电流", en: "current of a running fan"),
    ]
}
