import Facilities
import Journal
import Rules
import TestSupport
import Testing

@testable import Gateway

private let adsorber = Facility.Code("NJ320104C000018")!
private let site = Facility.Code("NJ320104D000049")!
private let point = Facility.Code("NJ320104T000056")!
private let start = Timestamp("2026-12-01T02:00:00Z")!

private let facilities = [
    Facility(code: adsorber, name: "吸附箱", settings: .activatedCarbon(CarbonSettings(form: .granular))),
    Facility(code: site, name: "工地", settings: .dustSite),
    Facility(code: point, name: "投诉点", settings: .complaintPoint(ComplaintSettings(around: [site]))),
]

private func judge() throws -> Judge {
    let journal = try journal()
    let rules = Dictionary(uniqueKeysWithValues: facilities.map { ($0.code, FacilityRules(for: $0)) })
    return Judge(rules, try Aggregation(facilities, journal: journal), pseudonym: { $0 }, after: 0)
}

/// A new one, without anything in it.
private func journal() throws -> Journal {
    let folder = try TemporaryFolder()
    return try withExtendedLifetime(folder) { try Journal.open(path: folder.path + "/j.sqlite", now: start) }
}

extension Batch {
    fileprivate var given: [Int64] {
        samples.map(\.sequence) + entries.map(\.sequence) + minutes.map(\.sequence) + summaries.map(\.sequence)
    }
}

struct JudgeTests {
    private func dust(_ value: Double, at time: Timestamp) -> Arrival {
        let sample = Sample(
            device: DeviceID("b/1"), time: time, readings: [Reading(.tsp, value, .microgramPerCubicMetre)])
        return Arrival(facility: site, event: .sample(sample))
    }

    @Test func aSampleAloneNeedsNoSyncAndAFindingDoes() throws {
        var judge = try judge()
        // The first one shows what cannot be judged yet.
        _ = judge.take([dust(100, at: start)])
        #expect(!judge.take([dust(101, at: start + .seconds(1))]).batch.durable)
        // It has been silent for long.
        let tick = judge.tick(start + .hours(2))
        #expect(tick.batch.entries.contains { $0.content.finding?.rule == "data.silent" })
        #expect(tick.batch.durable)
        #expect(tick.standings.keys.sorted() == [adsorber, site, point])
    }

    @Test func theBoardHasTheChecksOfNow() throws {
        let kitchen = Facility(
            code: Facility.Code("NJ320104F000025")!, name: "后厨", settings: .fumePurifier(FumeSettings(stoves: 4)))
        var judge = Judge(
            [kitchen.code: FacilityRules(for: kitchen)], try Aggregation([kitchen], journal: journal()),
            pseudonym: { $0 }, after: 0)
        let readings = [Reading(.fanState, 1, .one), Reading(.purifierState, 1, .one)]
        let sample = Sample(device: DeviceID("b/1"), time: start, readings: readings)
        let board = Board(after: 0)
        board.take(judge.take([Arrival(facility: kitchen.code, event: .sample(sample))]))
        #expect(board.standing(of: kitchen.code)?.checks.map(\.item) == [.together])
        // The device is silent, and the next tick takes what it said away.
        board.take(judge.tick(start + .minutes(6)))
        #expect(board.standing(of: kitchen.code)?.checks == [])
    }

    @Test func aTickKeepsWhatTheRulesRememberAfterAllThatItLedTo() throws {
        var judge = try judge()
        let tick = judge.tick(start)
        #expect(tick.batch.ruleStates.count == 3)
        #expect(tick.batch.ruleStates.allSatisfy { $0.sequence == judge.sequence })
    }

    @Test func aRecordAndItsEvidenceAndWhatFollowsAreOneBatch() throws {
        var judge = try judge()
        let record = Record(at: start, by: "王", Complaint(id: "1", text: "扬尘"))
        let around = Evidence("1", [judge.rules[site]!.status], from: try journal(), now: start)
        let (judged, sequences) = judge.enter(record, at: [point], evidence: around, now: start)
        #expect(sequences == [judged.batch.entries.first?.sequence])
        #expect(judged.batch.entries.map(\.content.kind).prefix(1) == [.record])
        #expect(judged.batch.entries.contains { $0.content.kind == .evidence })
        #expect(judged.batch.entries.contains { $0.content.finding != nil })
        #expect(judged.batch.durable)
    }

    @Test func whatIsOfTheGatewayHasNoFacilityAndChangesNoStanding() throws {
        var judge = try judge()
        let loss = Loss(from: 1, to: 2, count: 2, reason: .full)
        let judged = judge.enter(.loss(loss), now: start)
        #expect(judged.batch.entries == [KeptEntry(sequence: 1, facility: nil, time: start, .loss(loss))])
        #expect(judged.standings.isEmpty && judged.batch.durable)
    }
}

/// What is kept depends on what happened, and not on how it was handed over.
struct JudgePropertyTests {
    private enum Step {
        case take(Arrival)
        case tick(Timestamp)
        case close(Timestamp)
    }

    private func steps(_ random: inout SplitMix) -> [Step] {
        var time = start
        return (0..<300).map { _ in
            time = time + .seconds(Int.random(in: 1...40, using: &random))
            switch Int.random(in: 0..<12, using: &random) {
            case 0: return .tick(time)
            case 1: return .close(time)
            case 2: return .take(Arrival(facility: adsorber, event: .sample(sample(time, &random))))
            default:
                let value = Double.random(in: 50...700, using: &random)
                let readings = [Reading(.tsp, value, .microgramPerCubicMetre)]
                let sample = Sample(device: DeviceID("b/1"), time: time, readings: readings)
                return .take(Arrival(facility: site, event: .sample(sample)))
            }
        }
    }

    private func sample(_ time: Timestamp, _ random: inout SplitMix) -> Sample {
        let readings = [
            Reading(.fanState, Bool.random(using: &random) ? 1 : 0, .one),
            Reading(.pressureDrop, Double.random(in: 0...3000, using: &random), .pascal),
        ]
        return Sample(device: DeviceID("p/1"), time: time, readings: readings)
    }

    private func run(_ steps: [Step], _ random: inout SplitMix, mostTogether: Int) throws -> [Batch] {
        var (judge, batches, together) = (try judge(), [Batch](), [Arrival]())
        func done(_ judged: Judged) { batches.append(judged.batch) }
        for step in steps {
            if case .take(let arrival) = step {
                together.append(arrival)
                if together.count < Int.random(in: 1...mostTogether, using: &random) { continue }
            }
            done(judge.take(together))
            together = []
            switch step {
            case .take: break
            case .tick(let time): done(judge.tick(time))
            case .close(let time): done(judge.close(at: time))
            }
        }
        done(judge.take(together))
        #expect(batches.flatMap(\.given).max() ?? 0 <= judge.sequence)
        return batches
    }

    @Test(arguments: 1...20) func handedOverTogetherOrOneByOneTheSameIsKept(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let steps = steps(&random)
        let apart = try run(steps, &random, mostTogether: 1)
        let together = try run(steps, &random, mostTogether: 9)
        #expect(apart.flatMap(\.samples) == together.flatMap(\.samples))
        #expect(apart.flatMap(\.entries) == together.flatMap(\.entries))
        #expect(apart.flatMap(\.minutes) == together.flatMap(\.minutes))
        #expect(
            apart.last { !$0.ruleStates.isEmpty }?.ruleStates.map(\.sequence)
                == together.last { !$0.ruleStates.isEmpty }?.ruleStates.map(\.sequence))
    }

    @Test(arguments: 1...20) func everySequenceIsGivenOnceAndInOrderOfCommits(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let batches = try run(steps(&random), &random, mostTogether: 5)
        let given = batches.map { $0.given.sorted() }.filter { !$0.isEmpty }
        #expect(given.flatMap(\.self) == Array(1...Int64(given.flatMap(\.self).count)))
    }
}
