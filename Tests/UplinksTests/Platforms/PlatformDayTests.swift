import Delivery
import Facilities
import HJ212
import Simulator
import Synchronization
import TestSupport
import Testing

@testable import Uplinks

/// A day of means and a platform that drops, delays, answers with a wrong `QN`, splits and closes.
@Suite(.timeLimit(.minutes(5))) struct PlatformDayTests {
    /// The values of each minute of a day, in µg/m³: whole ones, whose sums are the same in every order.
    private static let values: [[Double]] = {
        var random = SplitMix(seed: 212)
        return (0..<1440).map { _ in (0..<3).map { _ in Double(Int.random(in: 0...999, using: &random)) } }
    }()

    /// What the gateway has of the day, as it would close it, and then nothing more.
    private func day() -> PlatformOffice {
        let office = PlatformOffice(now: .midnight + .days(1) + .minutes(10))
        for minute in 0..<1440 {
            let start = Timestamp.midnight + .minutes(minute)
            var means = [Aggregate.dust(.minute, start, Self.values[minute])]
            if minute % 60 == 59 {
                let from = minute - 59
                means.append(
                    .dust(.hour, .midnight + .minutes(from), Array(Self.values[from...minute].joined())))
            }
            if minute == 1439 { means.append(.dust(.day, .midnight, Array(Self.values.joined()))) }
            _ = office.keep(means, closed: start + .minutes(1))
        }
        return office
    }

    /// What the standard's packet of an interval has to say, computed beside the program's own way.
    private func expected(_ from: Int, _ length: Int) -> String {
        let values = Self.values[from..<from + length].joined()
        let text = { (value: Double) in
            PhysicalUnit.microgramPerCubicMetre.convert(value, to: .milligramPerCubicMetre)
                .flatMap { DecimalNumber($0, digits: 3) }?.description ?? ""
        }
        let (least, greatest) = (text(values.min() ?? 0), text(values.max() ?? 0))
        let mean = text(values.reduce(0, +) / Double(length * 3))
        let time = BeijingTime(.midnight + .minutes(from))
        return "DataTime=\(time);a34001-Min=\(least),a34001-Avg=\(mean),a34001-Max=\(greatest),a34001-Flag=N;"
            + "Leq-Flag=D;LMx-Flag=D;LMn-Flag=D"
    }

    private func check(_ packets: [Packet], everyMinutes minutes: Int) {
        let parts: [(command: Command, length: Int)] = [(.minute, minutes), (.hour, 60), (.day, 1440)]
        for (command, length) in parts {
            let own = packets.filter { $0.command == command.rawValue }
            let byTime = Dictionary(grouping: own) { $0.content["DataTime"] ?? "" }
            #expect(byTime.count == 1440 / length, "\(command)")
            for from in stride(from: 0, to: 1440, by: length) {
                let found = byTime[BeijingTime(.midnight + .minutes(from)).description] ?? []
                let contents = Set(found.map(\.content.description))
                #expect(contents == [expected(from, length)], "\(command) \(from)")
                // A packet that is sent again has the same number: nothing was sent twice as something new.
                #expect(Set(found.map(\.queryNumber)).count == 1, "\(command) \(from)")
            }
        }
    }

    @Test(arguments: [1, 2]) func everyMeanArrivesOnceAtAnUnreliablePlatform(seed: UInt64) async throws {
        let office = day()
        let chance = Mutex((random: SplitMix(seed: seed), closes: 0))
        let visit = try await PlatformVisit(office, closed: .midnight + .days(1)) { _ in
            chance.withLock { chance in
                switch Int.random(in: 0..<100, using: &chance.random) {
                case 0..<2: return .silence
                case 2..<4: return .wrongNumber
                case 4..<20: return .late(.milliseconds(30))
                case 20..<35: return .split(Int.random(in: 1..<40, using: &chance.random))
                case 35..<40 where chance.closes < 3:
                    chance.closes += 1
                    return .close
                default: return .answer
                }
            }
        }
        #expect(await visit.until { _ in office.present.progress.isAll(upTo: office.lastSequence) })
        check(visit.packets, everyMinutes: 10)
        #expect(chance.withLock(\.closes) == 3)
        await visit.end()
    }

    @Test func aDayArrivesWhereNothingIsAnswered() async throws {
        let office = day()
        let visit = try await PlatformVisit(
            office, answers: false, terms: PlatformTerms(minutes: 1), closed: .midnight + .days(1)
        ) { _ in .silence }
        #expect(await visit.until { $0.count { $0.command == Command.minute.rawValue } == 1440 })
        #expect(await visit.until { _ in office.present.progress.isAll(upTo: office.lastSequence) })
        check(visit.packets, everyMinutes: 1)
        #expect(visit.packets.allSatisfy { $0.flag?.wantsAnswer == false })
        #expect(await visit.uplink.report().isConfirmed == false)
        await visit.end()
    }

    @Test func whatIsLateIsMarkedIn2025AndEncrypted() async throws {
        let office = day()
        let key = try #require(SM4Key(text: "0000000000000000"))
        let visit = try await PlatformVisit(
            office, edition: .y2025, terms: PlatformTerms(timeout: 60, minutes: 30), key: key,
            closed: .midnight + .days(1))
        #expect(await visit.until { _ in office.present.progress.isAll(upTo: office.lastSequence) })
        check(visit.packets, everyMinutes: 30)
        #expect(visit.packets(.minute).allSatisfy { $0.isResent })
        #expect(visit.packets(.restarted).allSatisfy { !$0.isResent })
        await visit.end()
    }
}

extension UplinkProgress {
    /// Whether the other side has everything up to a sequence.
    func isAll(upTo sequence: Int64) -> Bool { live >= sequence && gaps.isEmpty }
}
