import Delivery
import Facilities
import Foundation
import Glibc
import MQTT
import SystemErrors

@testable import Gateway
@testable import Journal
@testable import Uplinks

/// One message of every payload and of every kind of event, as the gateway publishes it, by the name of its golden file.
enum GoldenMessages {
    static let topics = Topics(prefix: "mashang/2", gateway: "NJ-QH-0001")
    static let time = Timestamp("2026-11-23T02:00:00Z")!
    static let code = Facility.Code("NJ320104C000018")!
    static let site = Facility.Code("NJ320104D000049")!

    static let epochs = {
        var epochs = Epochs()
        let change = EpochChange("k3f9a2", .restored, before: "q7w1zz")
        epochs.take(KeptEntry(sequence: 1, facility: nil, time: time - .days(9), .epoch(change)))
        return epochs
    }()

    static let published: [String: MQTTMessage] = {
        var all = [
            "state-offline": state("offline"), "state-online": state("online", health),
            "status": status(red), "status-green": status(green),
            "readings": page([Chosen(sample(7), previous: 5)]),
            "backfill": page([Chosen(sample(7)), Chosen(sample(8, .bad(.noAnswer)), previous: 7)], late: true),
            "backfill-about": page([Chosen(corrected, omitted: [.fanState], about: about)]),
            "readings-rows": page([Chosen(sample(7), previous: 5)], isRows: true),
            "backfill-rows": page([Chosen(corrected, omitted: [.fanState], about: about)], isRows: true),
            "means": page([Chosen(.aggregate(means), previous: 4)]),
            "latest": topics.message("\(code)/latest", latest, retain: true),
        ]
        for (name, entry) in entries { all["event-\(name)"] = page([Chosen(.entry(entry), previous: 184_460)]) }
        var personal = topics
        personal.isPersonal = true
        for name in ["record-complaint", "record-cleaning"] {
            guard let entry = entries[name] else { continue }
            all["event-\(name)-personal"] =
                packed([.entry(entry)], personal, epochs)[0]
        }
        return all
    }()

    /// What has no topic of its own: commands, answers to them, and what the local socket has besides.
    static let others: [String: [UInt8]] = [
        "command": Command(RecordDraft(record), id: "7f3c0d5e").json,
        "command-local": Command(RecordDraft(record), at: code, id: "7f3c0d5e", pin: "123456").json,
        "command-notice": Command(RecordDraft(Record(at: time, by: "区局", GoldenEntries.notice)), id: "7f3c0d5f").json,
        "command-report": Array(#"{"schema":"\#(Command.schema)","id":"7f3c0d5e","request":"report"}"#.utf8),
        "command-readings": Array(
            (#"{"schema":"\#(Command.schema)","id":"7f3c0d5e","request":"readings","device":"line-1/3","#
                + #""quantities":["pressureDrop"],"from":"2026-11-23T10:00:00+08:00","to":"2026-11-23T03:00:00Z","#
                + #""after":184467,"limit":500}"#).utf8),
        "reply-readings": requested, "reply-report": RemoteRequests.answer(to: "7f3c0d5e", report),
        "local-status": LocalRequest(.status).json,
        "local-suspend": LocalRequest(.suspend, bus: "line-1", minutes: 20).json,
        "local-operator-add": LocalRequest(adding: "刘大姐", role: "operator", facilities: ["\(code)"]).json,
        "local-operator-added": OperatorReply(Reply(kept: [184_467], epochs), pin: "042317").json,
        "local-operator-remove": LocalRequest(removing: "刘大姐").json,
        "reply-kept": Reply(kept: [184_467, 184_468], epochs).under("7f3c0d5e").json,
        "local-answer": LocalRequest(answerTo: "7f3c0d5e").json,
        "reply-refused": Reply(Refusal(problems: [.noFacility, .unknownSchema("mashang/command/9")])).json,
        "reply-pending": Reply.pending.json, "report": report.json, "verification": verification.json,
        "local-verify": LocalRequest(verification: 3).json,
        "local-verification": VerificationAnswer(number: 3, isRunning: false, report: verification, failure: nil).json,
        "local-erase": LocalRequest(erase: "T-2026-117", everywhere: true, by: "李").json,
        "reply-erased": Reply(kept: [184_467], epochs, Erasure(sequences: [184_461], count: 2)).json,
    ]

    static let cleaning = {
        var cleaning = Cleaning(parts: [.plates, .filter], hand: .firm, remark: "电极/滤网")
        (cleaning.firm, cleaning.damage) = ("清洗公司", [.wire])
        return cleaning
    }()

    static let record = Record(
        at: time, by: "王", cleaning, from: Origin(from: "local", id: "7f3c0d5e", role: .operator))

    private static let places = [
        DeviceEntry(code, DeviceID("line-1/3")): "一级箱",
        DeviceEntry(site, DeviceID("mashang-dust-station@line-2/1")): "东侧",
    ]

    private static func page(_ items: [Chosen], late: Bool = false, isRows: Bool = false) -> MQTTMessage {
        let packer = Packer(topics: topics, places: places, isRows: isRows, epochs: { epochs })
        return topics.message(of: packer.parcels(items, clock: 3, isBackfill: late)[0])
    }

    // MARK: Readings and means

    private static let samples: [Kept<Sample>] = [sample(7), sample(8, .bad(.noAnswer))].compactMap {
        if case .sample(let kept) = $0 { kept } else { nil }
    }

    private static let latest: [UInt8] = {
        let wanted = Set(samples[0].content.readings.map { Channel.ID(samples[0].content.device, $0.quantity) })
        return LatestPayload([samples[0]], of: code, wanted, gateway: topics.gateway, epochs)?.json ?? []
    }()

    private static let requested: [UInt8] = {
        let head = RemoteRequests.head(of: "7f3c0d5e", .readings)
        return ReadingsAnswer(head, samples, next: 184_468, gateway: topics.gateway, epochs: epochs, clock: 3)?.json
            ?? []
    }()

    private static func sample(_ sequence: Int64, _ quality: Quality = .uncertain(.stuck)) -> Item {
        let pressure =
            quality.isBad
            ? Reading(.pressureDrop, .pascal, bad: .noAnswer) : Reading(.pressureDrop, 812.5, .pascal, quality: quality)
        let time = time + .seconds(sequence)
        let sample = Sample(
            device: DeviceID("line-1/3"), time: time, readings: [Reading(.fanState, 1, .one), pressure])
        return .sample(Kept(sequence: sequence, facility: code, time: time, sample))
    }

    /// A calibrated reading at the top of its range.
    private static let corrected = {
        let pressure = Reading(.pressureDrop, 3000, .pascal, bound: .atLeast, raw: 2955.4)
        let sample = Sample(
            device: DeviceID("line-1/3"), time: time, readings: [Reading(.fanState, 1, .one), pressure])
        return Item.sample(Kept(sequence: 9, facility: code, time: time, sample))
    }()

    private static let about = About(rule: "carbon.pressure", cause: "p1/pressureDrop")

    private static let means: Kept<Aggregate> = {
        func column(_ quantity: Quantity, _ unit: PhysicalUnit, _ good: [Double], minutes: Int) -> Aggregate.Column {
            var values = Accumulator(quantity.averaging)
            for value in good { values.add(value) }
            return Aggregate.Column(quantity, unit, values, minutes: minutes)
        }
        let columns = [
            column(.tsp, .microgramPerCubicMetre, [110, 125.5, 131], minutes: 12),
            column(.noise, .decibel, [60, 70], minutes: 15), column(.windDirection, .degree, [350, 20], minutes: 2),
        ]
        let aggregate = Aggregate(
            device: DeviceID("mashang-dust-station@line-2/1"), interval: .quarter, start: time, columns: columns)
        return Kept(sequence: 9, facility: site, time: aggregate.end, aggregate)
    }()

    // MARK: State, status and report

    private static func state(_ word: String, _ health: StateHealth? = nil) -> MQTTMessage {
        let head = StatePayload.Ledger(entries: 81, sequence: 184_460, hash: String(repeating: "5f", count: 32))
        let position = StatePayload.Position(epoch: "k3f9a2", sequence: 184_467, ledger: head)
        return topics.state(
            StatePayload(
                gateway: topics.gateway, instance: Instance("9f3c0a1b"), state: word, position: position,
                uplink: health == nil ? nil : StatePayload.Uplink(uplink), health: health))
    }

    private static let failing = JournalHealth(
        obstacle: .init(cause: .failing, message: "disk I/O error", since: time - .minutes(3)), waiting: 180,
        losses: [.init(reason: .full, since: time - .hours(2), count: 20_000)])

    private static let journalReport = {
        var report = JournalReport(failing, hasText: true)
        report.budgetDays = 540
        report.space = Text(
            zh: "日志库 804 / 2048 MiB，磁盘剩余 9000 MiB；按目前速度还够 328 天，整个预算够 540 天（估算）",
            en:
                "journal 804 of 2048 MiB, disk 9000 MiB free; at the present rate full in some 328 d, and the whole budget lasts some "
                + "540 d (an estimate)")
        return report
    }()

    private static let uplink = {
        var uplink = UplinkReport(name: "bureau", address: "b.example.cn:8883", since: time - .hours(3))
        (uplink.isConnected, uplink.version, uplink.backlog) = (true, "5", 12)
        uplink.reason = Text(zh: "服务器的配额已用完", en: "the broker's quota is used up")
        uplink.refused = [
            .init(
                topic: "mashang/2/NJ-QH-0001/\(site)/events", reason: "0x87",
                text: Text(zh: "没有权限", en: "not authorised"), since: time - .hours(1), waiting: 3)
        ]
        uplink.lastQuarantined = Quarantined(
            uplink: "bureau", sequence: 184_001, stream: ItemStream(site, .events), size: 70_000, reason: "tooLarge",
            time: time - .hours(2))
        uplink.quarantined = 1
        uplink.otherGateway = OtherGateway(instance: "0a1b9f3c", since: time - .hours(1), last: time)
        uplink.warnings = [Text(zh: "证书将于 2026-12-20 过期", en: "the certificate expires on 2026-12-20")]
        return uplink
    }()

    private static let health = StateHealth(
        asOf: time, version: "0.1.0", clock: .synchronised, journal: StateHealth.Journal(journalReport, days: 212),
        buses: ["line-1": StateHealth.Bus(devices: 3, online: 2, busy: 0.125)])

    private static func status(_ status: Status) -> MQTTMessage {
        let posted = PostedStatus(status, sequence: 184_467, url: "http://qr.example.cn/\(status.code)")
        let payload = StatusPayload(posted, gateway: topics.gateway, epoch: "k3f9a2")
        return topics.message("\(status.code)/status", payload.json, retain: true)
    }

    private static let green = Status(
        code: code, kind: .activatedCarbon, name: "1#吸附箱", light: .green, since: time - .days(3), asOf: time,
        findings: [],
        next: nil, last: nil)

    private static let red = Status(
        code: site, kind: .dustSite, name: "工地", light: .red, since: time - .hours(2), asOf: time,
        findings: [GoldenEntries.finding, GoldenEntries.signed],
        next: NextStep(.reduceDust, due: Day("2026-11-23")!), last: .init(Calibration.kind, at: Day("2026-11-20")!),
        assessment: Assessment(
            day: Day("2026-11-22")!, score: 82.5, grade: .b,
            parts: [
                .init(
                    Text(zh: "TSP 15分钟均值达标 80/96", en: "15-minute means of TSP within the limit: 80 of 96"), 50, of: 60)
            ],
            measures: Text(zh: "按日常要求监管", en: "routine inspection"), source: "本程序默认 our own default", verified: false),
        due: [Status.Due("dust.tsp", NextStep(.reduceDust, due: Day("2026-11-23")!))], basis: .partial,
        judged: ["dust.tsp"],
        notJudged: [
            NotJudged(
                rule: "dust.pm10", reason: .noInstrument, text: Text(zh: "没有监测“PM10”", en: "nothing measures “PM10”"),
                what: [Text(zh: "PM10", en: "PM10")], blocks: true)
        ],
        loosened: GoldenEntries.loosened)

    private static let verification = VerificationReport(
        asOf: time, seconds: 1.5, entries: 912, sequence: 184_460, hash: String(repeating: "9f3c", count: 16),
        seals: 24,
        sealed: 86_400, sealedUntil: time - .minutes(20), deleted: 3, photographs: 2,
        notes: [Text(zh: "前一部分已删除", en: "the beginning was deleted")], unsealed: 1200,
        unsealedSince: time - .minutes(20),
        faultCount: 1, faults: [Text(zh: "序号17不存在", en: "sequence 17 is not there")])

    private static let report: GatewayReport = {
        var counts = DeviceCounts()
        counts.asked(turns: 4, wasPutOff: false)
        counts.timeouts = 2
        counts.answerTimes.add(.milliseconds(30))
        let device = BusReport.Device(
            device: DeviceID("line-1/3"), unit: 3,
            serves: [DeviceEntry(site, DeviceID("一级箱"))], counts: counts, offlineSince: time - .minutes(4),
            timeout: 500, refused: [.pressureDrop])
        let down = BusReport(
            endpoint: "/dev/ttyS1 9600 8E1", isSerial: true, busy: 0.25, lineDown: Text(systemError: ENODEV).en,
            lineDownText: Text(systemError: ENODEV),
            suspendedUntil: nil, devices: [device])
        let suspended = BusReport(
            endpoint: "tcp://10.0.0.7:502", isSerial: false, busy: 0, suspendedUntil: time + .minutes(10), devices: [])
        return GatewayReport(
            gateway: topics.gateway, version: "0.1.0", asOf: time, uplinks: [uplink],
            clock: ClockReport(
                time: time, believed: true, source: .kernel, by: "王", systemTime: time + .hours(1)),
            journal: journalReport,
            epoch: .init(id: "k3f9a2", reason: .restored, since: time - .days(9)),
            verification: LastVerification(verification, utcOffset: 28_800),
            configurationProblem: "gateway.yaml:3:1: unknown key",
            configurationProblemText: Text(zh: "gateway.yaml:3:1: 不认识的键", en: "gateway.yaml:3:1: unknown key"),
            facilities: [
                .init(
                    code: site, name: "工地", light: .red, head: red.head,
                    findings: [GoldenEntries.finding.textWithStanding], judged: red.judged, notJudged: red.notJudged,
                    loosened: GoldenEntries.loosened, suspicions: [GoldenEntries.suspicion],
                    details: [Text(zh: "工地TSP超限35分钟", en: "TSP over its limit for 35 min")])
            ],
            buses: ["line-1": GatewayReport.Bus(down), "plc": GatewayReport.Bus(suspended)])
    }()
}
