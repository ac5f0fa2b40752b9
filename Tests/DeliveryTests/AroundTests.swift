import Facilities
import Testing

@testable import Delivery

/// The samples around a finding.
struct AroundTests {
    private static let here = Facility.Code("NJ320104D000049")!
    private static let there = Facility.Code("NJ320104D000057")!
    private static let start = Timestamp(seconds: 1_800_000_000)

    /// A feed over a journal of two facilities with a sample a second each.
    private struct Journal {
        var feed: Feed
        var items: [Item] = []
        var sent: [Chosen] = []
        var remembered = UplinkProgress()
        var now = ContinuousClock.now
        /// What is sent behind this sequence, and what is around a finding from then on, gets no answer.
        var acceptsUpTo: Int64?

        init(_ choice: Choice = Choice(), _ progress: UplinkProgress = UplinkProgress()) {
            feed = Feed(progress, Chooser(choice)) { items, _, _ in
                items.map { Parcel(size: 100, stream: $0.item.stream.late, items: [$0]) }
            }
        }

        var last: Int64 { Int64(items.count) }
        var time: Timestamp { start + .seconds(items.count / 2) }

        mutating func run(seconds: Int) {
            for _ in 0..<seconds {
                keep { AroundTests.sample($0, here, $1) }
                keep { AroundTests.sample($0, there, $1) }
            }
        }

        mutating func keep(_ make: (Int64, Timestamp) -> Item) {
            items.append(make(last + 1, time))
            feed.kept(upTo: last)
            pump()
        }

        mutating func finding(_ step: Finding.Step, since: Timestamp, device: Bool = true) {
            keep { AroundTests.finding($0, $1, step, since: since, device: device) }
        }

        mutating func wait(_ time: Duration) {
            now += time
            pump()
        }

        mutating func pump() {
            while true {
                let actions = feed.next(at: now)
                if actions.isEmpty { return }
                for action in actions { perform(action) }
            }
        }

        private mutating func perform(_ action: Feed.Action) {
            switch action {
            case .send(let parcel, let token, _):
                sent += parcel.items
                let first = parcel.items[0]
                if acceptsUpTo.map({ first.about == nil && first.sequence <= $0 }) ?? true {
                    feed.accepted(token)
                }
            case .read(let request):
                let found = items.filter { item in
                    item.sequence > request.after && item.sequence <= request.upTo
                        && (request.stream == nil || item.stream.late == request.stream)
                        && (request.since.map { AroundTests.time(of: item) >= $0 } ?? true)
                }
                let portion = Array(found.prefix(request.limit))
                let end = portion.count < request.limit ? request.upTo : portion.last!.sequence
                feed.loaded(request, KeptPortion(portion, end: end))
            case .remember(let progress, _): remembered = progress
            case .quarantine: Issue.record("nothing is given up")
            }
        }

        /// The seconds from the start of the samples that were sent around a finding.
        var around: [Int64] {
            sent.filter { $0.about != nil }.map {
                (AroundTests.time(of: $0.item).milliseconds - start.milliseconds) / 1000
            }
        }
    }

    private static func time(of item: Item) -> Timestamp {
        switch item {
        case .sample(let kept): kept.time
        case .entry(let kept): kept.time
        case .aggregate(let kept): kept.time
        }
    }

    private static func sample(_ sequence: Int64, _ code: Facility.Code, _ time: Timestamp) -> Item {
        let reading = Reading(.tsp, 100, .microgramPerCubicMetre)
        let sample = Sample(device: DeviceID("b/1"), time: time, readings: [reading])
        return .sample(Kept(sequence: sequence, facility: code, time: time, sample))
    }

    private static func finding(
        _ sequence: Int64, _ time: Timestamp, _ step: Finding.Step, since: Timestamp, device: Bool
    ) -> Item {
        var finding = Finding(
            rule: "dust.tsp", cause: "b/1/tsp", level: .red, since: since, figure: 900,
            limit: Limit("tsp", 500, .microgramPerCubicMetre, source: "DB32/4437-2022", verified: false),
            text: Text(zh: "超限", en: "over"))
        finding.device = device ? DeviceID("b/1") : nil
        return .entry(KeptEntry(sequence: sequence, facility: here, time: time, .finding(step, finding)))
    }

    private func journal(_ choice: Choice = Choice()) -> Journal {
        var journal = Journal(choice)
        journal.feed.connected(.init(window: 20), last: 0, at: journal.now)
        return journal
    }

    @Test func fromFiveMinutesBeforeToFiveMinutesAfterEachTenSecondsAreSentWithoutAPrevious() {
        var journal = journal()
        journal.run(seconds: 600)
        let since = journal.time
        journal.run(seconds: 60)
        journal.finding(.raised, since: since)
        journal.run(seconds: 240)
        journal.finding(.cleared, since: since)
        for _ in 0..<10 {
            journal.run(seconds: 60)
            journal.wait(.seconds(60))
        }
        // What is the first of its minute is sent by the usual choice; of the first that is looked at that is not known.
        #expect(journal.around == stride(from: 300, through: 1200, by: 10).filter { $0 == 300 || $0 % 60 != 0 })
        let sent = journal.sent.filter { $0.about != nil }
        #expect(sent.allSatisfy { $0.previous == nil && $0.about == About(rule: "dust.tsp", cause: "b/1/tsp") })
        #expect(sent.allSatisfy { $0.item.stream.facility == Self.here })
        #expect(journal.remembered.around.isEmpty)
        let usual = journal.sent.filter { $0.about == nil && $0.item.series == sent[0].item.series }
        #expect(usual.map(\.previous) == [nil] + usual.dropLast().map(\.sequence))
    }

    @Test func aFindingThatLastsHasAnHourOfIt() {
        var journal = journal()
        journal.run(seconds: 300)
        journal.finding(.raised, since: journal.time)
        for _ in 0..<70 {
            journal.run(seconds: 60)
            journal.wait(.seconds(60))
        }
        #expect(journal.around.max() == 3590 && journal.remembered.around.isEmpty)
    }

    @Test func itContinuesAfterARestartAndAnOutage() {
        var journal = journal()
        journal.run(seconds: 300)
        let since = journal.time
        journal.finding(.raised, since: since)
        journal.run(seconds: 30)
        journal.feed = Journal(Choice(), journal.remembered).feed
        journal.run(seconds: 30)
        journal.finding(.cleared, since: since)
        journal.run(seconds: 400)
        journal.feed.connected(.init(window: 20), last: journal.last, at: journal.now)
        for _ in 0..<5 { journal.wait(.seconds(60)) }
        // What was the first that was looked at again may come beside the usual choice.
        let all = Set(stride(from: 0 as Int64, through: 660, by: 10))
        #expect(Set(journal.around).isSubset(of: all))
        #expect(Set(journal.around).isSuperset(of: all.filter { $0 % 60 != 0 }))
    }

    @Test(arguments: [
        (Choice.everything, true), (Choice(samples: .off), true), (Choice(samples: .slots(10_000)), true),
        (Choice(), false),
    ])
    func whereNothingMoreIsToBeSentNothingIs(_ choice: Choice, _ device: Bool) {
        var journal = journal(choice)
        journal.run(seconds: 100)
        journal.finding(.raised, since: journal.time, device: device)
        journal.run(seconds: 100)
        journal.wait(.seconds(60))
        #expect(journal.around.isEmpty && journal.remembered.around.isEmpty)
    }

    @Test func aStretchWithWhichTheConnectionIsLostIsGivenUpSinceItStaysInTheJournal() {
        var journal = journal()
        journal.run(seconds: 300)
        let last = journal.last
        // The entry itself is accepted, and what comes behind it is not.
        journal.acceptsUpTo = last + 1
        journal.finding(.raised, since: journal.time)
        #expect(journal.feed.progress.around.count == 1 && journal.feed.waiting > 0)
        journal.feed.disconnected(isEvidence: true, at: journal.now)
        #expect(journal.feed.progress.around.isEmpty && journal.feed.progress.live == last + 1)
    }

    @Test func aConnectionThatIsLostByItselfGivesNothingUp() {
        var journal = journal()
        journal.run(seconds: 300)
        journal.acceptsUpTo = journal.last + 1
        journal.finding(.raised, since: journal.time)
        journal.feed.disconnected(isEvidence: false, at: journal.now)
        #expect(journal.feed.progress.around.count == 1)
    }
}
