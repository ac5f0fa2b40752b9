import Facilities
import HJ212
import Simulator
import TestSupport
import Testing

@testable import Uplinks

/// What a platform asks over a real socket, and what it gets.
@Suite(.timeLimit(.minutes(5))) struct PlatformRequestTests {
    private func office() -> PlatformOffice {
        let office = PlatformOffice()
        for hour in 0..<12 {
            _ = office.keep([.dust(.hour, .midnight + .hours(hour), [Double(hour)])], closed: .noon)
        }
        for minute in 0..<20 {
            _ = office.keep([.dust(.minute, .noon - .minutes(20 - minute), [100])], closed: .noon)
        }
        office.change { $0.progress = UplinkProgress(live: 32) }
        return office
    }

    private func visit(_ office: PlatformOffice, _ body: (PlatformVisit) async throws -> Void) async throws {
        let visit = try await PlatformVisit(office)
        #expect(await visit.until { !$0.isEmpty })
        try await body(visit)
        await visit.end()
    }

    /// Waits for the answer to a request, and returns the results of 9011 and 9012 with what came between them.
    private func answer(
        _ visit: PlatformVisit, to number: String?
    ) async -> (first: String?, last: String?, data: [Packet]) {
        let own = { (packets: [Packet], command: Command) in
            packets.first { $0.queryNumber == number && $0.command == command.rawValue }
        }
        _ = await visit.until { packets in
            guard let first = own(packets, .accepted) else { return false }
            return first.content["QnRtn"] != "1" || own(packets, .carriedOut) != nil
        }
        let packets = visit.packets
        let begin = packets.firstIndex { $0.queryNumber == number && $0.command == 9011 } ?? 0
        let end = packets.firstIndex { $0.queryNumber == number && $0.command == 9012 } ?? packets.count
        // What wants an answer is no answer: the gateway sends it by itself.
        let data = packets[begin..<end].filter { $0.command < 9000 && $0.flag?.wantsAnswer == false }
        return (own(packets, .accepted)?.content["QnRtn"], own(packets, .carriedOut)?.content["ExeRtn"], data)
    }

    @Test func historyStandsBetween9011And9012() async throws {
        let office = office()
        try await visit(office) { visit in
            let hours = visit.platform.ask(2061, "BeginTime=20261201030000,EndTime=20261201050000")
            let answer = await answer(visit, to: hours)
            #expect((answer.first, answer.last) == ("1", "1"))
            #expect(
                answer.data.map { $0.content["DataTime"] } == ["20261201030000", "20261201040000", "20261201050000"])
            #expect(answer.data.map { $0.content["a34001-Avg"] } == ["0.003", "0.004", "0.005"])
            let minutes = visit.platform.ask(2051, "BeginTime=20261201000000;EndTime=20261201235959")
            let both = await self.answer(visit, to: minutes)
            #expect(both.data.map { $0.content["DataTime"] } == ["20261201114000", "20261201115000"])
            let none = visit.platform.ask(2031, "BeginTime=20261101000000;EndTime=20261103000000")
            #expect(await self.answer(visit, to: none).last == "100")
        }
    }

    @Test func whatItSetsStandsInTheLedgerAndHolds() async throws {
        let office = office()
        try await visit(office) { visit in
            let timeouts = visit.platform.ask(1000, "OverTime=7;ReCount=2")
            #expect(await answer(visit, to: timeouts).last == "1")
            let minutes = visit.platform.ask(1064, "MinInterval=20")
            #expect(await answer(visit, to: minutes).last == "1")
            let interval = visit.platform.ask(1063)
            #expect(await answer(visit, to: interval).data.first?.content["MinInterval"] == "20")
            #expect(office.present.entered == ["overTime=7", "reCount=2", "minInterval=20"])
            let history = visit.platform.ask(2051, "BeginTime=20261201110000;EndTime=20261201120000")
            #expect(await answer(visit, to: history).data.map { $0.content["DataTime"] } == ["20261201114000"])
        }
    }

    @Test func whatTheLedgerDoesNotTakeIsNotApplied() async throws {
        let office = office()
        office.change { $0.refusesSettings = true }
        try await visit(office) { visit in
            let set = visit.platform.ask(1062, "RtdInterval=120")
            #expect(await answer(visit, to: set).last == "2")
            let asked = visit.platform.ask(1061)
            #expect(await answer(visit, to: asked).data.first?.content["RtdInterval"] == "60")
        }
    }

    @Test func wrongRequestsGetTheStandardsAnswerAndNothingIsDone() async throws {
        let office = office()
        try await visit(office) { visit in
            let wrong: [(expected: String, number: String?)] = [
                ("3", visit.platform.ask(1064, "MinInterval=20") { $0.password = "654321" }),
                ("4", visit.platform.ask(1064, "MinInterval=20") { $0.station = "99999990000001" }),
                ("5", visit.platform.ask(1064, "MinInterval=20") { $0.system = "32" }),
                ("6", visit.platform.ask(1064, "MinInterval=20") { $0.flag = nil }),
                ("8", visit.platform.ask(1999, "MinInterval=20")),
                ("2", visit.platform.ask(3012)), ("2", visit.platform.ask(3016)),
                ("2", visit.platform.ask(1012, "SystemTime=20200101000000")),
            ]
            for (expected, number) in wrong {
                #expect(await answer(visit, to: number).first == expected)
            }
            let outside = visit.platform.ask(1064, "MinInterval=7")
            #expect(await answer(visit, to: outside).last == "3")
            #expect(office.present.entered == [])
        }
    }

    @Test func aWrongCheckCodeIsAnsweredWith9() async throws {
        let office = office()
        try await visit(office) { visit in
            let number = "20261201120000001"
            let packet = Packet(
                queryNumber: number, system: "39", command: 1064, password: "123456", station: "88888880000001",
                flag: PacketFlag(.y2017, wantsAnswer: true), content: Content(text: "MinInterval=20"))
            var bytes = try packet.bytes()
            let last = bytes.count - 3
            bytes[last] = bytes[last] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
            visit.platform.send(bytes)
            #expect(await answer(visit, to: number).first == "9")
            #expect(office.present.entered == [])
        }
    }

    @Test func currentValuesStopAndStart() async throws {
        let office = office()
        try await visit(office) { visit in
            visit.platform.ask(2012)
            #expect(await visit.until { $0.contains { $0.command == 9013 } })
            office.change { $0.latest[.here] = [.dust(50, at: .noon)] }
            let start = visit.platform.ask(2011)
            #expect(await answer(visit, to: start).last == "1")
            #expect(await visit.until { $0.contains { $0.command == 2011 } })
            #expect(office.present.entered == ["realtimeSent=0", "realtimeSent=1"])
        }
    }

    @Test func identitiesAreThoseOfTheConfiguration() async throws {
        try await visit(office()) { visit in
            let asked = visit.platform.ask(3019, "PolId=a34001")
            let answer = await answer(visit, to: asked)
            #expect(answer.data.first?.content.description.hasSuffix("PolId=a34001;a34001-SN=S1") == true)
            #expect((answer.first, answer.last, answer.data.first?.queryNumber) == ("1", "1", asked))
            let log = visit.platform.ask(3020, "InfoId=i11001;BeginTime=20261201000000;EndTime=20261201010000")
            #expect(await self.answer(visit, to: log).last == "100")
            // Password and key are in files.
            let password = visit.platform.ask(1072, "NewPW=999999")
            #expect(await self.answer(visit, to: password).last == "2")
        }
    }

    @Test func theStateOfAnInstrumentIsAnsweredAndWhatIsNotKnownHasNoData() async throws {
        let office = office()
        office.change { $0.latest[.here] = [.dust(50, at: .noon, .uncertain(.maintenance))] }
        try await visit(office) { visit in
            let state = visit.platform.ask(3020, "PolId=a34001;InfoId=i12001")
            let answer = await answer(visit, to: state)
            #expect((answer.first, answer.last) == ("1", "1"))
            #expect(
                answer.data.map(\.content.description) == ["DataTime=20261201120000;PolId=a34001;i12001-Info=1"])
            for content in ["PolId=a34001;InfoId=i13004", "PolId=a99999;InfoId=i12001"] {
                let other = await self.answer(visit, to: visit.platform.ask(3020, content))
                #expect((other.first, other.last, other.data.isEmpty) == ("1", "100", true), "\(content)")
            }
        }
    }

    @Test func hardwareNumbersAreAskedForIn2025AndThereAreNone() async throws {
        let visit = try await PlatformVisit(office(), edition: .y2025)
        #expect(await visit.until { !$0.isEmpty })
        let answer = await answer(visit, to: visit.platform.ask(1001))
        #expect((answer.first, answer.last, answer.data.isEmpty) == ("1", "100", true))
        await visit.end()
    }

    @Test func hoursOfADayWithoutAMeanAreAnsweredAlone() async throws {
        let office = office()
        let yesterday = Timestamp.midnight - .days(1)
        var hours = Accumulator(.arithmetic)
        for state in [1.0, 0] { hours.add(state) }
        let day = Aggregate(
            device: DeviceID("b/2"), interval: .day, start: yesterday,
            columns: [.init(.fanState, .one, hours, minutes: 1440)])
        _ = office.keep([day], closed: .noon)
        office.change { $0.progress = UplinkProgress(live: 33) }
        var station = PlatformStation.here
        station.machines = [.init(.here, DeviceID("b/2"), .fanState, above: 0.5)]
        let visit = try await PlatformVisit(office, station: station)
        #expect(await visit.until { !$0.isEmpty })
        let range = "BeginTime=20261130000000;EndTime=20261130000000"
        let run = await answer(visit, to: visit.platform.ask(2041, range))
        #expect(run.data.map(\.content.description) == ["DataTime=20261130000000;SB1-RT=12.0"])
        let means = await answer(visit, to: visit.platform.ask(2031, range))
        #expect((means.last, means.data.isEmpty) == ("100", true))
        await visit.end()
    }

    /// However much a platform sends while nothing is taken from it, what waits here is what was read at one time.
    @Test func aFloodWaitsInThePlatformsOwnBuffers() async throws {
        let inbox = PlatformInbox()
        let platform = try await HJ212Platform.start(now: { BeijingTime(.noon) }, script: { _ in .answer })
        let line = PlatformLine { inbox.happened($0, on: 1) }
        line.open(host: "127.0.0.1", port: platform.port)
        let end = ContinuousClock.now + .seconds(60)
        while inbox.waitingBytes == 0, ContinuousClock.now < end {
            platform.send(Array(repeating: UInt8(ascii: "#"), count: 1 << 20))
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(inbox.waitingBytes > 0)
        // Whenever it is looked at: a slow machine only makes less of it.
        for _ in 0..<32 {
            platform.send(Array(repeating: UInt8(ascii: "#"), count: 1 << 20))
            try await Task.sleep(for: .milliseconds(5))
            #expect(inbox.waitingBytes <= 4 << 20)
        }
        line.close()
        await platform.stop()
    }

    @Test func aPlatformThatFloodsGetsItsDataAllTheSame() async throws {
        let office = office()
        try await visit(office) { visit in
            for _ in 0..<2000 { visit.platform.ask(1061) }
            _ = office.keep([.dust(.hour, .noon, [5])], closed: .noon + .hours(1))
            visit.uplink.committed(office.keep([], closed: .noon + .hours(1)))
            visit.uplink.committed(office.keep([.dust(.minute, .noon + .hours(1), [5])], closed: .noon + .minutes(70)))
            #expect(await visit.until { $0.contains { $0.command == 2061 && $0.content["a34001-Avg"] == "0.005" } })
        }
    }
}
