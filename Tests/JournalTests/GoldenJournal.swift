import Facilities
import Foundation
import Journal
import Logging

@testable import Gateway

/// Two days of a gateway with a facility of each kind, in which every table gets rows and the ledger gets entries of every
/// kind. The gateway's own code writes all of it.
enum GoldenJournal {
    static let facilities = [
        Facility(
            code: adsorber, name: "1#吸附箱",
            settings: .activatedCarbon(CarbonSettings(form: .granular, mass: 1000, installed: Day("2026-09-04")))),
        Facility(code: kitchen, name: "厨房", settings: .fumePurifier(FumeSettings(stoves: 4))),
        Facility(
            code: machine, name: "挖掘机",
            settings: .nonroadMachinery(MachinerySettings(limitClass: .two, power: 120, acquired: Day("2026-11-01")))),
        Facility(code: site, name: "工地", settings: .dustSite),
        Facility(code: point, name: "投诉点", settings: .complaintPoint(ComplaintSettings(around: [kitchen, site]))),
    ]

    private static let adsorber = Facility.Code("NJ320104C000018")!
    private static let kitchen = Facility.Code("NJ320104F000023")!
    private static let machine = Facility.Code("NJ320104M000034")!
    private static let site = Facility.Code("NJ320104D000049")!
    private static let point = Facility.Code("NJ320104T000056")!
    /// Ten in the morning in Nanjing.
    private static let start = Timestamp("2026-12-01T02:00:00Z")!

    static func fill(_ journal: Journal) async throws {
        let keeping = try Keeping(
            facilities, journal: journal, clock: .believed(), syncEvery: .seconds(10),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let intake = keeping.intake
        await intake.tick(start - .hours(1))
        await measure(intake, from: start)
        try await enterRecords(intake)
        _ = await intake.enter(
            .added(Operator(name: "刘大姐", role: .operator, facilities: [kitchen], since: start), .ofNobody()), now: start
        )
        await intake.tick(start + .minutes(30))
        await intake.pass(start + .minutes(31))
        // The next day: shelving and deadlines end, and its first hours are in longer means.
        await measure(intake, from: start + .hours(26))
        await intake.tick(start + .hours(26) + .minutes(5))
        await intake.pass(start + .hours(26) + .minutes(5))
        await intake.pass(start + .hours(39))
        var judged = Judged()
        judged.batch.progress = ["broker": progress]
        keeping.committer.remember(judged)
        // Not in the rules' states and means yet: a restart sees it again.
        await measure(intake, from: start + .hours(40))
        await keeping.committer.flush()
    }

    /// Two gaps, and what came live after them.
    private static let progress = {
        var progress = UplinkProgress(live: 4)
        progress.connected(last: 9)
        progress.acknowledgedLive(upTo: 12)
        progress.connected(last: 30)
        progress.acknowledgedGap(upTo: 6)
        return progress
    }()

    // MARK: Samples

    /// Three minutes, and a bed that is on fire in the first of them.
    private static func measure(_ intake: Intake, from begin: Timestamp) async {
        for second in stride(from: 0, through: 180, by: 10) {
            let time = begin + .seconds(second)
            await intake.take(samples(at: time, second), now: time)
        }
    }

    private static func samples(at time: Timestamp, _ second: Int) -> [Arrival] {
        let bed = second < 30 ? 95.5 : 40.25
        let dust = PhysicalUnit.microgramPerCubicMetre
        let often = [
            arrival(adsorber, "mashang-carbon-box@line-1/1", time, whole(second)),
            arrival(adsorber, "mashang-carbon-box@line-1/2", time, [Reading(.bedTemperature, bed, .celsius)]),
            arrival(
                kitchen, "eastron-sdm120@line-1/3", time, [Reading(Quantity(rawValue: "energy")!, 1_234_567, .one)]),
            arrival(
                site, "mashang-dust-station@line-2/1", time,
                [
                    Reading(.tsp, 120.1 + Double(second), dust), Reading(.noise, 61.7, .decibel),
                    Reading(.windDirection, Double((350 + second) % 360), .degree),
                ]),
        ]
        guard second == 0 else { return often }
        return often + [arrival(machine, "mashang-machinery-terminal@line-3/1", time, everyQuality)]
    }

    private static func whole(_ second: Int) -> [Reading] {
        [Reading(.pressureDrop, Double(800 + second), .pascal), Reading(.fanState, 1, .one)]
    }

    /// A reading of each quality that there is.
    private static let everyQuality: [Reading] = Quality.Reason.allCases.flatMap { reason in
        [
            Reading(Quantity(rawValue: "of-\(reason.rawValue)")!, 0.1, .one, quality: .uncertain(reason)),
            Reading(Quantity(rawValue: "no-\(reason.rawValue)")!, .one, bad: reason),
        ]
    }

    private static func arrival(
        _ code: Facility.Code, _ device: String, _ time: Timestamp, _ readings: [Reading]
    ) -> Arrival {
        Arrival(facility: code, event: .sample(Sample(device: DeviceID(device), time: time, readings: readings)))
    }

    // MARK: Records

    private static func enterRecords(_ intake: Intake) async throws {
        for (index, (code, body)) in records.enumerated() {
            let time = start + .minutes(5) + .seconds(index)
            do throws(Refusal) {
                _ = try await intake.enter(Record(at: time, by: "王", body), at: [code], now: time)
            } catch {
                throw NotKept(description: "\(type(of: body).kind.rawValue): \(error)")
            }
        }
    }

    private struct NotKept: Error, CustomStringConvertible {
        var description: String
    }

    /// One of each kind.
    private static let records: [(Facility.Code, any RecordContent)] = [
        (adsorber, Rectification(rule: "carbon.cycle", text: "已订货")),
        (site, Shelving(rule: "dust.tsp", until: start + .hours(20), text: "等待检测")),
        (adsorber, Acknowledgement(rule: "carbon.temperature", cause: "bed")),
        (
            adsorber,
            CarbonInspection(
                colour: .good, form: .good, weight: .doubtful, bubbles: .good, iodineValue: 830,
                iodineMethod: .gb7702)
        ), (adsorber, CarbonReplacement(mass: 1000, iodineValue: 850, iodineMethod: .gb7702)),
        (adsorber, WasteTransfer(mass: 990, manifest: "20263201000001", disposalFirm: "危废公司")),
        (kitchen, Cleaning(parts: [.plates])),
        (kitchen, Maintenance(until: start + .minutes(20), text: "检修")),
        (
            site,
            Calibration(
                device: DeviceID("mashang-dust-station@line-2/1"), quantity: .tsp, gain: 1.1, offset: -2,
                reference: "证书 2026-118")
        ), (site, CityAir(from: Timestamp(milliseconds: 0), pm10: 70)),
        (machine, ExhaustTest(smoke: 0.4, ringelmann: 0, report: "T-2026-802")),
        (machine, Registration(number: "苏A-0421")),
        (point, Complaint(id: "1", text: "异味/油烟", category: .odour, place: "江东路12-3")),
        (point, Complaint(id: "2", text: "扬尘", category: .dust)),
        (point, AnsweredComplaint(id: "2", text: "已到现场检查")),
        (point, ClosedComplaint(id: "2", text: "已洒水")),
    ]
}
