import Facilities
import Foundation
import Journal
import Logging
import Rules
import SiteConfiguration
import TestSupport
import Testing

@testable import Gateway

private let adsorber = Facility.Code("NJ320104C000018")!
private let site = Facility.Code("NJ320104D000049")!
private let otherSite = Facility.Code("NJ320104D000050")!
private let point = Facility.Code("NJ320104T000056")!
private let now = Timestamp("2026-12-01T02:00:00Z")!

private let facilities = [
    Facility(code: adsorber, name: "吸附箱", settings: .activatedCarbon(CarbonSettings(form: .granular))),
    Facility(code: site, name: "工地", settings: .dustSite), Facility(code: otherSite, name: "工地2", settings: .dustSite),
    Facility(code: point, name: "投诉点", settings: .complaintPoint(ComplaintSettings(around: [site]))),
]

struct IntakeTests {
    private let folder = try! TemporaryFolder()

    private func journal() throws -> Journal { try Journal.open(path: folder.path + "/j.sqlite", now: now) }

    private func intake(_ journal: Journal) throws -> DrivenKeeping {
        try DrivenKeeping(facilities, journal: journal)
    }

    private func desk(_ intake: DrivenKeeping, _ journal: Journal) throws -> Desk {
        try Desk(intake.keeping, journal: journal, of: facilities)
    }

    private func command(_ body: String, at: String = "2026-12-01T02:00:00Z", code: String = "") -> [UInt8] {
        let record = #"{"at":"\#(at)","by":"王","body":\#(body)}"#
        return Array(#"{"schema":"mashang/command/2",\#(code)"record":\#(record)}"#.utf8)
    }

    private func samples(_ code: Facility.Code, _ time: Timestamp) -> [Arrival] {
        let reading = Reading(.tsp, 100, .microgramPerCubicMetre)
        return [
            Arrival(facility: code, event: .sample(Sample(device: DeviceID("b/1"), time: time, readings: [reading])))
        ]
    }

    @Test func aComplaintBringsWhatTheFacilitiesAroundHadToShow() async throws {
        let journal = try journal()
        let intake = try intake(journal)
        await intake.tick(now - .hours(1))
        let complaint = #"{"kind":"complaint","id":"1","text":"扬尘大"}"#
        let reply = try await desk(intake, journal).reply(
            to: command(complaint), for: .facility(point), from: .local, now: now)
        #expect(reply.answer == .kept)
        let evidence = try journal.entries(of: point, limit: 10).compactMap { kept -> Evidence? in
            if case .evidence(let evidence) = kept.content { evidence } else { nil }
        }
        // Only the site that the complaint point looks at, which has been silent.
        #expect(evidence.count == 1)
        #expect(evidence[0].facilities.map(\.code) == [site])
        let line = try #require(evidence[0].facilities[0].lines?.first)
        #expect((line.rule, line.level, line.minutes) == ("data.silent", .grey, 60))
        // People at the gateway read it; the status, which is public, does not have it.
        #expect(
            intake.keeping.board.standing(of: point)?.details == [
                Text(
                    zh: "\(evidence[0].complaint)：投诉前6小时内，\(site)“没有数据”无法判断1小时",
                    en: "\(evidence[0].complaint): in the 6 h before the complaint, \(site): “no data” not to be "
                        + "judged for 1 h"
                )
            ])
        #expect(await !intake.rules[point]!.status.findings.contains { $0.text.zh.contains("\(site)") })
        #expect((evidence[0].from, evidence[0].until) == (now - .hours(6), now))
    }

    @Test func aFindingThatWasClearedInThoseHoursIsEvidenceToo() async throws {
        let journal = try journal()
        let intake = try intake(journal)
        await intake.tick(now - .hours(3))
        await intake.take(samples(site, now - .hours(2)), now: now)
        await intake.flush()
        let around = await intake.rules[site]!.status
        #expect(!around.findings.contains { $0.rule == "data.silent" })
        let evidence = try #require(Evidence("1", [around], from: journal, now: now))
        #expect(evidence.facilities[0].lines?.filter { $0.rule == "data.silent" }.count == 1)
        let later = try #require(Evidence("1", [around], from: journal, now: now + .hours(5)))
        #expect(later.facilities[0].lines?.contains { $0.rule == "data.silent" } == false)
    }

    @Test func theCitysMeanGoesToEveryDustSiteAndNothingElseGoesToAll() async throws {
        let journal = try journal()
        let desk = try desk(intake(journal), journal)
        let hour = now.start(ofInterval: .hours(1)) - .hours(1)
        let mean = await desk.reply(
            to: command(#"{"kind":"cityAir","from":"\#(hour)","to":"\#(hour + .hours(1))","pm10":80}"#), for: .all,
            from: .local, now: now)
        #expect(mean.sequences.count == 2)
        let cleaning = await desk.reply(to: command(#"{"kind":"cleaning"}"#), for: .all, from: .local, now: now)
        #expect(cleaning.problems.map(\.field) == ["kind"])
    }

    @Test func aSenderEntersOnlyTheKindsThatAreAcceptedOfIt() async throws {
        let journal = try journal()
        let desk = try desk(intake(journal), journal)
        let complaint = command(#"{"kind":"complaint","id":"1","text":"扬尘大"}"#)
        for accepted in [AcceptedKinds([]), AcceptedKinds(["cleaning"])] {
            let reply = await desk.reply(
                to: complaint, for: .facility(point), from: .uplink("broker", accepts: accepted), now: now)
            #expect((reply.answer, reply.problems.map(\.field)) == (.refused, ["kind"]))
        }
        #expect(try journal.lastSequence() == 0)
        let usual = await desk.reply(
            to: complaint, for: .facility(point), from: .uplink("broker", accepts: .usual), now: now)
        #expect(usual.answer == .kept)
        // A person on this machine may enter everything.
        let closing = command(#"{"kind":"complaintClosing","id":"1","text":"已清扫"}"#)
        let refused = await desk.reply(
            to: closing, for: .facility(point), from: .uplink("broker", accepts: .usual), now: now)
        #expect(refused.answer == .refused)
        #expect(await desk.reply(to: closing, for: .facility(point), from: .local, now: now).answer == .kept)
    }

    @Test func whatNoFacilityHereTakesIsRefused() async throws {
        let journal = try journal()
        let intake = try DrivenKeeping([facilities[0]], journal: journal)
        let desk = try Desk(intake.keeping, journal: journal, of: [facilities[0]])
        let hour = now.start(ofInterval: .hours(1)) - .hours(1)
        let mean = await desk.reply(
            to: command(#"{"kind":"cityAir","from":"\#(hour)","to":"\#(hour + .hours(1))","pm10":80}"#), for: .all,
            from: .local, now: now)
        #expect((mean.answer, mean.problems.map(\.field)) == (.refused, ["kind"]))
    }

    @Test(arguments: [
        ("", "payload"), ("[]", "payload"), (#"{"schema":"mashang/command/1"}"#, "schema"), ("{}", "schema"),
        (#"{"schema":"mashang/command/2"}"#, "record"),
        (#"{"schema":"mashang/command/2","record":{"body":{}}}"#, "kind"),
        (#"{"schema":"mashang/command/2","record":{"body":{"kind":"nosuch"}}}"#, "kind"),
        (
            #"{"schema":"mashang/command/2","code":"x","record":{"at":"2026-12-01T02:00:00Z","by":"王","body":{"kind":"cityAir","from":"2026-12-01T01:00:00Z","to":"2026-12-01T02:00:00Z","pm10":1}}}"#,
            "code"
        ),
        (String(repeating: " ", count: 65_537), "payload"),
    ]) func whatIsNoCommandIsRefusedWithItsReason(payload: String, field: String) async throws {
        let journal = try journal()
        let reply = try await desk(intake(journal), journal).reply(
            to: Array(payload.utf8), for: .named, from: .local, now: now)
        #expect(reply.answer == .refused)
        #expect(reply.problems.map(\.field) == [field])
        #expect(try journal.lastSequence() == 0)
    }

    @Test func anAnswerGoesToWhereTheCommandSays() async throws {
        let journal = try journal()
        let intake = try intake(journal)
        let named = command(
            #"{"kind":"inspection","colour":"good","form":"good","weight":"good","bubbles":"good"}"#,
            code: #""code":"\#(adsorber)","#)
        let reply = try await desk(intake, journal).reply(to: named, for: .named, from: .local, now: now)
        #expect(reply.answer == .kept, "\(reply)")
        #expect(intake.keeping.board.standing(of: adsorber)?.status.last?.record == CarbonInspection.kind)
    }

    @Test func whatIsReadWithoutAClockKeepsItsBoundAndGraverDoubts() {
        let readings = [
            Reading(.tsp, 1000, .microgramPerCubicMetre, quality: .uncertain(.outOfRange), bound: .atLeast, raw: 990),
            Reading(.pm10, 80, .microgramPerCubicMetre, quality: .uncertain(.maintenance)),
            Reading(.noise, .decibel, bad: .noAnswer),
        ]
        let sample = Sample(device: DeviceID("b/1"), time: now, readings: readings)
        guard case .sample(let marked) = Arrival(facility: site, event: .sample(sample)).withUntrustedClock.event else {
            Issue.record("a sample stays one")
            return
        }
        #expect(
            marked.readings.map(\.quality) == [
                .uncertain(.outOfRange), .uncertain(.maintenance), .bad(.noAnswer),
            ])
        #expect((marked.readings[0].bound, marked.readings[0].raw) == (.atLeast, 990))
    }

    @Test func whatIsReadWithoutAClockIsKeptAndMarked() async throws {
        let machine = TurnedClock(at: .release - .days(1))
        let journal = try journal()
        let intake = try DrivenKeeping(facilities, journal: journal, clock: SiteClock(machine.system, after: journal))
        await intake.take(samples(site, machine.time), now: machine.time)
        #expect(await intake.rules[site]!.status.findings.contains { $0.rule == "clock.trust" })
        await intake.flush()
        let samples = try journal.portion(after: 0, limit: 99).compactMap { item in
            if case .sample(let kept) = item { kept.content } else { nil }
        }
        #expect(samples.map { $0.readings.map(\.quality) } == [[.uncertain(.clockUntrusted)]])
    }

    @Test func aRestartGoesOnWithTheSameFindings() async throws {
        let journal = try journal()
        let before = try intake(journal)
        await before.tick(now)
        await before.take(samples(site, now + .seconds(10)), now: now + .seconds(10))
        _ = await before.enter(
            Record(at: now, by: "王", Acknowledgement(rule: "carbon.quality")), at: [adsorber],
            now: now + .seconds(20)
        )
        let after = try intake(journal)
        for code in [adsorber, site, otherSite, point] {
            #expect(await after.rules[code]!.status == before.rules[code]!.status)
        }
        #expect(await after.rules[adsorber]!.status.findings.contains { $0.acknowledged?.at == now })
    }
}
