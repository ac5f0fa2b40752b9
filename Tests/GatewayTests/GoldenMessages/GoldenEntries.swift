import Facilities

@testable import Gateway

extension GoldenMessages {
    /// An entry of every kind, and for records of every kind of record.
    static let entries: [String: KeptEntry] = {
        var all = GoldenEntries.ofFindings
        for body in GoldenEntries.bodies {
            all["record-\(type(of: body).kind.rawValue)"] = .record(
                Record(at: time - .minutes(5), by: "王", body, from: Origin(from: "broker", id: "7f3c-1", role: .owner)))
        }
        return all.mapValues { entry in
            // Losses, chains and notices are of the whole gateway.
            let isOfGateway = [.loss, .rechained, .clock, .seal, .epoch].contains(entry.kind) || entry.isOfNotice
            return KeptEntry(sequence: 184_467, facility: isOfGateway ? nil : site, time: time, entry)
        }
    }()
}

extension Entry {
    fileprivate var isOfNotice: Bool { if case .record(let record) = self { record.kind.isOfGateway } else { false } }
}

/// What the entries of golden messages are about. Every field that a payload can have is in one of them.
enum GoldenEntries {
    private static let time = GoldenMessages.time

    static let finding = Finding(
        rule: "dust.tsp", cause: "east/tsp", of: Channel(DeviceID("east"), .tsp, place: "东侧"), level: .red,
        since: time - .hours(2), figure: 612.5, bound: .atLeast,
        limit: Limit("tsp", 500, .microgramPerCubicMetre, source: "DB32/4437-2022", verified: false),
        text: Text(zh: "TSP 15分钟均值613 µg/m³，超过500 µg/m³", en: "15-minute mean of TSP 613 µg/m³, over 500 µg/m³"))

    /// One that latches, and of which people have said everything that can be said.
    static let signed: Finding = {
        var finding = Finding(
            rule: "carbon.temperature", cause: "bed", level: .yellow, since: time - .days(1), figure: 95.5,
            limit: Limit("bedTemperature", 83, .celsius, source: "HJ 2026-2013", clause: "例 example", verified: true),
            text: Text(zh: "床层温度95.5 °C", en: "bed at 95.5 °C"), latches: true)
        finding.over = time - .hours(3)
        finding.acknowledged = Sign(at: time - .hours(20))
        finding.rectified = Sign(at: time - .hours(19))
        finding.shelvedUntil = time + .days(2)
        return finding
    }()

    /// No message has it: it stands in the ledger and in the report on the machine.
    static let suspicion = Suspicion(
        rule: "data.tampering", kind: .flatTop, cause: "east/tsp", from: time - .days(1), until: time, figure: 42,
        limit: .ownDefault("tamperingAtTop", 30, .minute), text: Text(zh: "TSP有42分钟停在最高值", en: "TSP at its highest"))

    static let ofFindings: [String: Entry] = {
        var all: [String: Entry] = [
            "evidence": .evidence(evidence), "account": .account(account),
            "rebuilt": .rebuilt(
                Rebuilding(rules: ["carbon.cycle"], from: Day("2026-11-22"), reason: "carbon.cycle: fan is missing")),
            "loss": .loss(Loss(from: 101, to: 180, count: 80, reason: .full)),
            "rechained": .rechained(Rechaining(entries: 81, hash: String(repeating: "5f", count: 32))),
            "clock": .clock(
                ClockChange(
                    .stepped, boot: "1ab5e1f66c0d4c4", offset: 1_763_000_000_000, from: 98,
                    moved: -259_200_000, isBelieved: true, source: .kernel, by: "王")),
            "seal": .seal(
                Seal(
                    from: 101, to: 3700, count: 3598, begin: time - .hours(1), end: time,
                    hash: String(repeating: "5f", count: 32))),
            "epoch": .epoch(EpochChange("k3f9a2", .restored, before: "q7w1zz", from: 184_461)),
            "reminder": .reminder(
                Reminder(rule: "fume.cleaning", step: NextStep(.cleanPurifier, due: Day("2026-11-20")!), days: -3)),
        ]
        for step in Finding.Step.allCases {
            all[step.rawValue] = .finding(step, [.raised, .changed].contains(step) ? finding : signed)
        }
        return all
    }()

    private static let account = Account(
        day: Day("2026-11-22")!, running: 8.25, lights: ["green": 20, "red": 4],
        byHour: [String](repeating: "green", count: 18) + ["red", "red", nil, "red", "red", "green"], coverage: 0.98,
        counters: ["carbon.cycle": ["hours": 480.5]], limits: ["tsp": "500 µg/m3"], loosened: loosened)

    static let loosened = [
        Loosened(limit: "tsp", standard: 500, set: 800, unit: .microgramPerCubicMetre)
    ]

    private static let evidence = {
        var line = Evidence.Line(
            rule: "dust.tsp", cause: "east/tsp", level: .red, minutes: 35, last: time - .minutes(20))
        (line.figure, line.limit, line.unit) = (612.5, 500, .microgramPerCubicMetre)
        line.place = "东侧"
        var around = Evidence.OfFacility(
            code: GoldenMessages.site, kind: .dustSite, light: .red, lines: [line],
            readings: [.init(quantity: .tsp, unit: .microgramPerCubicMetre, mean: 480.25, maximum: 912)])
        around.more = 2
        var evidence = Evidence(
            complaint: "T-2026-117", from: time - .hours(6), until: time, category: .dust, facilities: [around],
            others: 3)
        evidence.more = 4
        return evidence
    }()

    /// A record of every kind, with all of its fields.
    static let bodies: [any RecordContent] = [
        replacement, inspection,
        WasteTransfer(
            mass: 1010, manifest: "20263201000001", disposalFirm: "危废公司", wasteCode: "HW49 900-039-49"),
        GoldenMessages.cleaning,
        exhaustTest, Registration(number: "苏A-0421", disclosure: "CNFJG400XXXX123456000001"), measure,
        CityAir(from: time.start(ofInterval: .hours(1)), pm10: 71.5, aqi: 220, primary: .pm25),
        ReplacementStart(text: "停机"), CleaningStart(text: "关火"),
        ComplaintProgress(id: "T-1", state: .forwarded, to: "12345", text: "不归我们管"),
        Complaint(id: "T-1", text: "异味大", category: .odour, place: "江东路12-3"),
        AnsweredComplaint(id: "T-1", text: "已到现场检查"),
        ClosedComplaint(id: "T-1", text: "已更换活性炭"),
        ComplaintRating(id: "T-1", rating: .fair),
        Acknowledgement(rule: "carbon.temperature", cause: "bed", text: "已停机"),
        rectification,
        visit,
        Shelving(rule: "carbon.cycle", cause: "hours", until: time + .days(2), text: "等待到货"),
        Maintenance(
            mode: .calibrating, until: time + .hours(1), device: DeviceID("line-1/3"), text: "校准"),
        Calibration(
            device: DeviceID("line-1/3"), quantity: .pressureDrop, gain: 1.02, offset: -3.5,
            reference: "证书 2026-118"),
        notice, NoticeReceipt(id: "2026-12"), TrainingResult(id: "2026-12", right: 2),
        PlatformSetting(platform: "bureau-2", .minInterval, 5, configured: 10),
    ]

    private static let exhaustTest = {
        var test = ExhaustTest(smoke: 0.42, ringelmann: 1, report: "T-2026-802")
        test.firm = "宁测检测公司"
        return test
    }()

    private static let measure = {
        var measure = SiteMeasure([.spray, .night], place: .earthworks, remark: "白天")
        (measure.permit, measure.permitFrom, measure.permitUntil) = ("夜许-0421", time, time + .hours(8))
        return measure
    }()

    private static let rectification = {
        var rectification = Rectification(rule: "carbon.temperature", cause: "bed", text: "已更换")
        rectification.progress = .done
        return rectification
    }()

    private static let visit = Visit(
        .rectify, [.operation, .records], deadline: time + .days(7), text: "滤网破损，限期更换", rule: "carbon.temperature",
        cause: "bed")

    static let notice = {
        var notice = Notice(
            id: "2026-12", title: "清洗培训", text: "12月15日前完成", until: time + .days(14))
        (notice.from, notice.kinds) = (time, [.fumePurifier])
        notice.link = "https://ma.example.cn/training"
        notice.steps = TrainingSteps(["先拉闸", "等15分钟", "拍照登记"])
        notice.questions = TrainingQuestions([
            TrainingQuestion("先做什么？", ["拉闸", "拆极板"], right: 0, step: 1),
            TrainingQuestion("等多久？", ["1分钟", "15分钟", "不用等"], right: 1, step: 2),
            TrainingQuestion("洗完做什么？", ["登记", "不用登记"], right: 0),
        ])
        return notice
    }()

    private static let replacement = {
        var replacement = CarbonReplacement(mass: 1000, iodineValue: 850.5, iodineMethod: .gb7702)
        (replacement.form, replacement.maker, replacement.batch) = (.granular, "炭厂", "B-1")
        (replacement.iodineReport, replacement.surface, replacement.spentMass) = ("R-1", 950, 1080)
        (replacement.wasteCode, replacement.manifest) = ("HW49 900-039-49", "20263201000001")
        replacement.disposalFirm = "危废公司"
        return replacement
    }()

    private static let inspection = {
        var inspection = CarbonInspection(
            colour: .good, form: .doubtful, weight: .bad, bubbles: .good, iodineValue: 760, iodineMethod: .field,
            bulkDensity: 610)
        inspection.iodineReport = "R-2"
        return inspection
    }()
}
