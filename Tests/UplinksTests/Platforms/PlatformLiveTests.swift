import Delivery
import Facilities
import Simulator
import TestSupport
import Testing

@testable import HJ212
@testable import Uplinks

/// What a platform gets while a gateway works.
@Suite(.timeLimit(.minutes(5))) struct PlatformLiveTests {
    @Test func aStartIsReportedBeforeCurrentValues() async throws {
        let office = PlatformOffice()
        office.change { $0.latest[.here] = [.dust(123.4, at: .noon - .seconds(2))] }
        let visit = try await PlatformVisit(office)
        #expect(await visit.until { $0.count >= 3 })
        let (first, identity, second) = (visit.packets[0], visit.packets[1], visit.packets[2])
        #expect((first.command, identity.command, second.command) == (2081, 3019, 2011))
        // A changed configuration begins with a start, and so the platform gets the present serial numbers.
        #expect(identity.content.description == "DataTime=20261201120000;PolId=a34001;a34001-SN=S1")
        #expect(first.content.description == "DataTime=20261201120000;RestartTime=20261201120000")
        #expect(second.content.description == "DataTime=20261201115958;a34001-Rtd=0.123,a34001-Flag=N")
        #expect((second.station, second.password, second.system) == ("88888880000001", "123456", "39"))
        let report = await visit.uplink.report()
        #expect(report.isConnected && report.reason == nil && report.version == "HJ 212-2017")
        await visit.end()
    }

    @Test func numbersBeginAfterThoseOfEarlierRuns() async throws {
        // The clock was set back by ten minutes while the gateway was off.
        let last = BeijingTime(.noon + .minutes(10))
        let visit = try await PlatformVisit(lastNumber: last)
        #expect(await visit.until { $0.count >= 2 })
        let numbers = visit.packets.compactMap { BeijingTime($0.queryNumber) }
        #expect(numbers.count >= 2 && numbers.allSatisfy { $0 > last })
        // What is reported has the time of the clock.
        #expect(visit.packets[0].content["DataTime"] == "20261201120000")
        await visit.end()
    }

    @Test func aMeanIsSentWhenItsIntervalIsOverAndNotBefore() async throws {
        let office = PlatformOffice()
        let visit = try await PlatformVisit(office)
        #expect(await visit.until { !$0.isEmpty })
        for minute in 0..<9 {
            let start = Timestamp.noon + .minutes(minute)
            visit.uplink.committed(office.keep([.dust(.minute, start, [100])], closed: start + .minutes(1)))
        }
        // Two requests are answered: what came before them was taken in by then.
        visit.platform.ask(1011)
        #expect(await visit.until { $0.contains { $0.command == 9012 } })
        #expect(visit.packets(.minute).isEmpty)
        visit.uplink.committed(
            office.keep([.dust(.minute, .noon + .minutes(9), [200])], closed: .noon + .minutes(10)))
        #expect(await visit.until { $0.contains { $0.command == 2051 } })
        let content = visit.packets(.minute).first?.content.description ?? ""
        #expect(
            content.hasPrefix(
                "DataTime=20261201120000;a34001-Min=0.100,a34001-Avg=0.110,a34001-Max=0.200,a34001-Flag=N"))
        #expect(await visit.until { _ in office.present.progress.isAll(upTo: 10) })
        await visit.end()
    }

    @Test func aCorrectedMeanIsSentAgain() async throws {
        let office = PlatformOffice()
        _ = office.keep([.dust(.hour, .noon - .hours(1), [100])], closed: .noon)
        let visit = try await PlatformVisit(office)
        #expect(await visit.until { $0.contains { $0.command == 2061 } })
        visit.uplink.committed(
            office.keep([.dust(.hour, .noon - .hours(1), [100, 300])], closed: .noon + .minutes(10)))
        #expect(await visit.until { $0.count { $0.command == 2061 } == 2 })
        let means = visit.packets(.hour).compactMap { $0.content["a34001-Avg"] }
        #expect(means == ["0.100", "0.200"])
        await visit.end()
    }

    @Test func aMeanThatIsCorrectedWhileItsPacketIsOnItsWayIsSentAgain() async throws {
        let office = PlatformOffice()
        _ = office.keep([.dust(.hour, .noon - .hours(1), [100])], closed: .noon)
        let visit = try await PlatformVisit(office, terms: PlatformTerms(timeout: 60, resends: 3)) {
            $0.command == 2061 ? .late(.seconds(1)) : .answer
        }
        #expect(await visit.until { $0.contains { $0.command == 2061 } })
        visit.uplink.committed(
            office.keep([.dust(.hour, .noon - .hours(1), [100, 300])], closed: .noon + .minutes(10)))
        #expect(await visit.until { _ in office.present.progress.isAll(upTo: 2) })
        #expect(visit.packets(.hour).compactMap { $0.content["a34001-Avg"] } == ["0.100", "0.200"])
        await visit.end()
    }

    @Test func aGapSendsNothing() async throws {
        let office = PlatformOffice()
        _ = office.keep([.dust(.hour, .noon - .hours(2), []), .dust(.hour, .noon - .hours(1), [1])], closed: .noon)
        let visit = try await PlatformVisit(office)
        #expect(await visit.until { _ in office.present.progress.isAll(upTo: 2) })
        #expect(visit.packets(.hour).map { $0.content["DataTime"] } == ["20261201110000"])
        await visit.end()
    }

    /// A broker gets everything while a platform is away, and the platform gets its own when it is back.
    @Test func aPlatformThatIsAwayDoesNotDelayABroker() async throws {
        let office = PlatformOffice()
        let visit = try await PlatformVisit(office)
        visit.platform.refuse(true)
        #expect(await visit.until { _ in await visit.uplink.report().reason != nil })
        let broker = try ScriptedBroker()
        let mqtt = DrivenUplink(MemorySite(), broker)
        for minute in 0..<60 {
            let start = Timestamp.noon + .minutes(minute)
            var means = [Aggregate.dust(.minute, start, [100])]
            if minute == 59 { means.append(.dust(.hour, .noon, [100])) }
            visit.uplink.committed(office.keep(means, closed: start + .minutes(1)))
            mqtt.keep(10)
        }
        let report = await mqtt.delivered()
        #expect(report.backlog == 0 && mqtt.missing == [])
        #expect(visit.packets(.minute).isEmpty)
        visit.platform.refuse(false)
        #expect(await visit.until { _ in office.present.progress.isAll(upTo: office.lastSequence) })
        #expect(Set(visit.packets(.minute).compactMap { $0.content["DataTime"] }).count == 6)
        #expect(visit.packets(.hour).count == 1)
        await mqtt.end()
        await visit.end()
    }

    /// What a platform does not answer waits in the journal and not in memory.
    @Test func aPlatformThatNeverAnswersCostsNoMemory() async throws {
        let office = PlatformOffice(now: .noon + .days(200))
        for hour in 0..<4800 {
            _ = office.keep([.dust(.hour, .noon + .hours(hour), [1])], closed: .noon + .hours(hour + 1))
        }
        let visit = try await PlatformVisit(
            office, terms: PlatformTerms(timeout: 1, resends: 0), closed: .noon + .hours(4800)
        ) { _ in .silence }
        // Several connections in vain: the start is never answered, and so nothing else is sent.
        #expect(await visit.until { $0.count >= 3 })
        #expect(await visit.uplink.report().backlog >= 4800)
        #expect(await visit.uplink.outbox.count <= 36)
        #expect(await visit.uplink.flights.count <= 1)
        #expect(await visit.uplink.conversation?.kept ?? 0 <= 2 * Packet.segmentLimit)
        await visit.end()
    }

    @Test func whyThereIsNoConnectionIsSaidWithoutASecret() async throws {
        let office = PlatformOffice()
        let start = HJ212Uplink.Start(
            name: "bureau", host: "127.0.0.1", port: freePort(), edition: .y2017, stations: [.here], answers: true,
            terms: PlatformTerms(), progress: UplinkProgress(), closed: .noon)
        let uplink = HJ212Uplink(
            start, access: { PlatformAccess(password: "geheim") }, site: office, source: office, logger: .silent)
        let running = Task { await uplink.run() }
        var reason: Text?
        let end = ContinuousClock.now + .seconds(60)
        while reason == nil, ContinuousClock.now < end {
            reason = await uplink.report().reason
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(reason?.en.hasPrefix("cannot be reached: ") == true)
        #expect(reason?.zh.hasPrefix("连接不上：") == true)
        #expect(reason?.en.contains("geheim") == false)
        uplink.inbox.end()
        await running.value
    }
}
