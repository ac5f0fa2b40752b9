import Facilities
import Journal
import Synchronization
import TestSupport
import Testing

@testable import Gateway

private let code = Facility.Code("NJ320104D000049")!
private let start = Timestamp("2026-12-01T02:00:00Z")!

/// Samples of forty readings under these sequences.
private func samples(_ sequences: ClosedRange<Int64>) -> Judged {
    var judged = Judged()
    let readings = (0..<40).map { _ in Reading(.tsp, 100, .microgramPerCubicMetre) }
    judged.batch.samples = sequences.map { sequence in
        let time = start + .seconds(sequence)
        return Kept(
            sequence: sequence, facility: code, time: time,
            Sample(device: DeviceID("b/1"), time: time, readings: readings))
    }
    return judged
}

private func complaint(_ sequence: Int64) -> Judged {
    var judged = Judged()
    let record = Record(at: start, by: "王", Complaint(id: "\(sequence)", text: "扬尘"))
    judged.batch.entries = [KeptEntry(sequence: sequence, facility: code, time: start, .record(record))]
    judged.batch.durable = true
    return judged
}

struct CommitterTests {
    @Test func whatArrivesWhileACommitRunsIsCommittedTogetherBehindIt() async {
        let store = ScriptedStore()
        store.state.withLock { $0.hangs = true }
        let committer = Committer.scripted(store)
        committer.add(samples(1...1))
        let first = Task { await committer.flush() }
        while committer.overdue == .zero { await Task.yield() }
        for sequence in Int64(2)...50 { committer.add(samples(sequence...sequence)) }
        store.state.withLock { $0.hangs = false }
        #expect(await first.value)
        #expect(store.batches.map { $0.samples.count } == [1, 49])
    }

    @Test func itsLoopCommitsWhatArrivesWithoutATimer() async {
        let store = ScriptedStore()
        let (kept, keep) = AsyncStream<Int64>.makeStream()
        let committer = Committer.scripted(store) { keep.yield($0.lastSequence ?? 0) }
        let loop = Task { await committer.run() }
        defer { loop.cancel() }
        var seen = kept.makeAsyncIterator()
        for sequence in Int64(1)...20 {
            committer.add(samples(sequence...sequence))
            #expect(await seen.next() == sequence)
        }
        #expect(store.batches.allSatisfy { !$0.durable })
    }

    @Test func whatIsDeliveredNeedsNoCommitOfItsOwnWhileSamplesCome() async {
        let store = ScriptedStore()
        let (kept, keep) = AsyncStream<Batch>.makeStream()
        let committer = Committer.scripted(store) { keep.yield($0) }
        let loop = Task { await committer.run() }
        defer { loop.cancel() }
        var seen = kept.makeAsyncIterator()
        for second in Int64(1)...5 {
            committer.add(samples(second...second))
            #expect(await seen.next()?.samples.count == 1)
            committer.remember { $0.add(UplinkProgress(live: second), of: "broker") }
            #expect(committer.pass().isEmpty)
        }
        #expect(store.batches.count == 5)
        // The fifth commit was in this second, and nothing was in the next one.
        committer.remember { $0.add(UplinkProgress(live: 6), of: "broker") }
        _ = committer.pass()
        let last = await seen.next()
        #expect(last?.progress["broker"]?.live == 6)
        #expect(last?.samples.isEmpty == true)
    }

    @Test func whatIsNotTakenIsTriedAgainInOrder() async {
        let store = ScriptedStore([.failing("disk I/O error"), .locked("database is locked"), nil])
        let committer = Committer.scripted(store)
        committer.add(samples(1...3))
        #expect(await !committer.flush())
        committer.add(samples(4...4))
        committer.add(complaint(5))
        #expect(await !committer.flush())
        #expect(await committer.flush())
        #expect(store.samples == [1, 2, 3, 4])
        #expect(store.entries.count == 1)
    }

    /// Case B1: an I/O error dropped a tenth of the samples at each attempt.
    @Test(arguments: [
        JournalError.failing("disk I/O error"), .diskFull("database or disk is full"), .locked("database is locked"),
        .refused("constraint"),
    ])
    func onlyAFullJournalLosesItsOldest(_ error: JournalError) async {
        let store = ScriptedStore([nil] + Array(repeating: error, count: 12), slice: 10)
        let committer = Committer.scripted(store)
        committer.add(samples(1...100))
        await committer.flush()
        committer.add(samples(101...101))
        for _ in 1...12 { #expect(await !committer.flush()) }
        #expect(await committer.flush())
        #expect(store.samples == Array(1...101))
        #expect(committer.pass().isEmpty)
    }

    @Test func aFullJournalMakesRoomAndSaysWhatForIt() async {
        let full = JournalError.full("database or disk is full")
        let store = ScriptedStore([nil, full, full, nil], slice: 10)
        let committer = Committer.scripted(store)
        committer.add(samples(1...100))
        await committer.flush()
        committer.add(samples(101...110))
        #expect(await committer.flush())
        #expect(store.samples == Array(21...110))
        #expect(committer.pass() == [Loss(from: 1, to: 20, count: 20, reason: .full)])
        #expect(committer.pass().isEmpty, "once")
        #expect(committer.health.obstacle == nil)
        #expect(committer.health.losses.map(\.count) == [20])
    }

    @Test func aFullJournalWithoutSamplesSaysThatItCannotBeWritten() async {
        let committer = Committer.scripted(ScriptedStore([.full("database or disk is full")]))
        committer.add(complaint(1))
        #expect(await !committer.flush())
        #expect(committer.health.obstacle?.cause == .budget)
    }

    @Test func healthSaysWhyAndSinceWhenAndThatItIsOver() async {
        let store = ScriptedStore([.locked("database is locked"), .failing("disk I/O error"), nil])
        let committer = Committer.scripted(store)
        committer.add(samples(1...3))
        await committer.flush()
        let first = committer.health
        #expect((first.obstacle?.cause, first.waiting) == (.locked, 3))
        await committer.flush()
        #expect(committer.health.obstacle?.cause == .failing)
        #expect(
            committer.health.obstacle?.since == first.obstacle?.since,
            "since it could not be written, not for this reason")
        await committer.flush()
        #expect(committer.health == JournalHealth())
    }

    /// Case B2, as far as it is the writer's: refused and yet kept.
    @Test func aRecordIsKeptOrPendingAndAPendingOneIsKeptOnce() async {
        let store = ScriptedStore([.locked("database is locked"), nil])
        let committer = Committer.scripted(store)
        committer.add(complaint(1))
        #expect(await !committer.kept(upTo: 1, within: .milliseconds(10)))
        #expect(store.entries.isEmpty)
        await committer.flush()
        #expect(await committer.kept(upTo: 1, within: .seconds(60)))
        #expect(store.entries.count == 1)
    }

    @Test func whoeverWaitsIsAnsweredByTheCommitOfTheLoop() async {
        let store = ScriptedStore([.locked("database is locked"), nil])
        let committer = Committer.scripted(store)
        committer.add(complaint(1))
        let waiting = Task { await committer.kept(upTo: 1, within: .seconds(60)) }
        while committer.health.obstacle == nil { await Task.yield() }
        await committer.flush()
        #expect(await waiting.value)
    }

    @Test func aRecordIsSyncedAtOnceAndASampleWithinTheTime() async {
        let store = ScriptedStore()
        let committer = Committer.scripted(store, syncEvery: .milliseconds(50))
        let loop = Task { await committer.run() }
        defer { loop.cancel() }
        committer.add(samples(1...1))
        // Nothing more comes: the sync comes by itself.
        while store.batches.count < 2 { await Task.yield() }
        #expect(store.batches.map(\.durable) == [false, true])
        committer.add(complaint(2))
        while store.batches.count < 3 { await Task.yield() }
        #expect(store.batches[2].durable)
    }

    @Test func deliveriesGoAlongAndNobodyIsWokenForThem() async {
        let store = ScriptedStore()
        let committer = Committer.scripted(store)
        committer.remember { $0.add(UplinkProgress(live: 7), of: "broker") }
        #expect(store.batches.isEmpty)
        committer.add(samples(1...1))
        await committer.flush()
        #expect(store.batches.map { $0.progress["broker"]?.live } == [7])
    }

    @Test func deliveriesGoWithACommitOnceInFiveSeconds() {
        var state = CommitState(bound: 1 << 20)
        let begin = ContinuousClock.now
        /// Deliveries come, and a sample; the position that is stored with it.
        func stored(_ live: Int64, after time: Duration) -> Int64? {
            state.deliveries.add(UplinkProgress(live: live), of: "broker")
            state.add(samples(live...live)) { start }
            return state.next(at: begin + time, { start })?.batch.progress["broker"]?.live
        }
        #expect(stored(1, after: .zero) == 1)
        #expect(stored(2, after: .seconds(1)) == nil)
        #expect(stored(3, after: .milliseconds(4999)) == nil)
        #expect(stored(4, after: .seconds(5)) == 4)
        #expect(stored(5, after: .milliseconds(9999)) == nil)
        #expect(state.next(at: begin + .seconds(60), { start }) == nil, "no commit of their own")
    }

    /// Memory is full, so that samples are dropped for the deliveries of so many devices.
    @Test func whatIsDroppedForDeliveriesIsSaidToBeLost() {
        var waiting = samples(1...20)
        var state = CommitState(bound: waiting.batch.bytes + 64)
        state.add(waiting) { start }
        let accepted = (0..<100).map { device in
            let sample = Sample(device: DeviceID("b/\(device)"), time: start, readings: [])
            return Item.sample(Kept(sequence: 1, facility: code, time: start, sample))
        }
        state.deliveries.add(accepted: accepted, by: "broker", utcOffset: 0)
        #expect(state.losses.running.isEmpty)
        _ = state.next(at: .now) { start }
        #expect(state.losses.running.map(\.reason) == [.memory])
    }

    @Test func atTheEndDeliveriesAreStored() async {
        let store = ScriptedStore()
        let committer = Committer.scripted(store)
        for live in Int64(1)...2 {
            committer.remember { $0.add(UplinkProgress(live: live), of: "broker") }
            committer.add(samples(live...live))
            await committer.flush()
        }
        let loop = Task { await committer.run() }
        loop.cancel()
        await loop.value
        #expect(store.batches.compactMap { $0.progress["broker"]?.live } == [1, 2])
    }

    @Test func atTheEndWhatCouldNotBeKeptIsNoted() async {
        let store = ScriptedStore()
        store.state.withLock { $0.always = .locked("database is locked") }
        let committer = Committer.scripted(store)
        committer.add(samples(5...9))
        let loop = Task { await committer.run() }
        loop.cancel()
        await loop.value
        #expect(store.state.withLock(\.unkept) == Loss(from: 5, to: 9, count: 5, reason: .ended))
    }

    @Test func atTheEndWhatMemoryHasDroppedIsNotedToo() async {
        let store = ScriptedStore()
        store.state.withLock { $0.always = .failing("disk I/O error") }
        var one = samples(1...1)
        let committer = Committer.scripted(store, bound: 20 * one.batch.bytes)
        for sequence in Int64(1)...40 { committer.add(samples(sequence...sequence)) }
        // The entry of the first loss waits, like the samples behind it.
        for loss in committer.pass() {
            var judged = Judged()
            judged.batch.entries = [KeptEntry(sequence: 41, facility: nil, time: start, .loss(loss))]
            committer.add(judged)
        }
        for sequence in Int64(42)...60 { committer.add(samples(sequence...sequence)) }
        let loop = Task { await committer.run() }
        loop.cancel()
        await loop.value
        #expect(store.state.withLock(\.unkept) == Loss(from: 1, to: 60, count: 60, reason: .ended))
    }

    /// One set of states a minute would fill memory before any sample does.
    @Test func whatRulesRememberWaitsOnce() {
        var queue = CommitQueue()
        for minute in Int64(1)...600 {
            var tick = Judged()
            let state = String(repeating: "x", count: 200_000)
            tick.batch.ruleStates = [RuleState(facility: code, sequence: minute, state: state)]
            #expect(queue.add(tick) == nil)
            _ = queue.add(samples(minute...minute))
        }
        #expect(queue.bytes < 4 << 20)
        var states: [Int64] = []
        while let page = queue.next() {
            states += page.batch.ruleStates.map(\.sequence)
            queue.kept(page)
        }
        #expect(states == [600])
        #expect(queue.bytes == 0)
    }

    @Test func whatMakingRoomFindsIsNotTakenForAFullBudget() async {
        let store = ScriptedStore([.full("full")])
        store.state.withLock { $0.dropping = .corrupt("malformed") }
        let committer = Committer.scripted(store)
        committer.add(samples(1...1))
        #expect(await !committer.flush())
        #expect(committer.health.obstacle?.cause == .corrupt)
        #expect(await committer.damage != nil)
    }

    @Test func aCommitThatHangsIsNoWriting() {
        var state = CommitState(bound: 1000)
        let now = ContinuousClock.now
        state.began = now
        #expect(state.health(at: now + .seconds(4), start).obstacle == nil)
        let hanging = state.health(at: now + .seconds(30), start).obstacle
        #expect((hanging?.cause, hanging?.since) == (.failing, start - .seconds(30)))
    }

    @Test func damageIsKeptForWhoeverStartsAnew() async {
        let committer = Committer.scripted(ScriptedStore([.corrupt("malformed")]))
        committer.add(samples(1...1))
        await committer.flush()
        guard case .corrupt? = await committer.damage else {
            Issue.record("no damage")
            return
        }
    }
}

/// Whatever the journal does, every sample is kept once, in order, or said to be lost; and memory is bounded.
struct CommitterPropertyTests {
    private static let errors: [JournalError] = [
        .failing("disk I/O error"), .locked("database is locked"), .full("full"), .refused("constraint"),
    ]

    @Test(arguments: 1...200) func nothingIsLostWithoutAWordAndNothingIsDouble(seed: UInt64) async {
        var random = SplitMix(seed: seed)
        let failures = Int.random(in: 0...60, using: &random)
        let script = (0..<failures).map { _ in
            Bool.random(using: &random) ? Self.errors.randomElement(using: &random) : nil
        }
        let store = ScriptedStore(script, slice: 3)
        var one = samples(1...1)
        let bound = 40 * one.batch.bytes
        let committed = Mutex<[Batch]>([])
        let committer = Committer.scripted(store, bound: bound) { batch in committed.withLock { $0.append(batch) } }
        var (sequence, losses, largest) = (Int64(0), [Loss](), 0)
        for _ in 0..<150 {
            let count = Int64.random(in: 1...5, using: &random)
            if Int.random(in: 0..<10, using: &random) == 0 {
                committer.add(complaint(sequence + 1))
                sequence += 1
            } else {
                committer.add(samples(sequence + 1...sequence + count))
                sequence += count
            }
            if Int.random(in: 0..<3, using: &random) == 0 { await committer.flush() }
            losses += committer.pass()
            largest = max(largest, committer.health.waiting)
        }
        while await !committer.flush() {}
        // Two hours later every cause is over.
        losses += committer.pass(at: .now + .hours(2))
        let kept = store.batches.flatMap { $0.samples.map(\.sequence) + $0.entries.map(\.sequence) }
        #expect(Set(kept).count == kept.count, "nothing is double")
        #expect(store.samples == store.samples.sorted())
        #expect(Int64(kept.count) + losses.reduce(0) { $0 + ($1.count ?? 0) } == sequence)
        #expect(committer.health == JournalHealth())
        let missing = Set(1...sequence).subtracting(kept)
        #expect(missing.allSatisfy { one in losses.contains { $0.from <= one && one <= $0.to } })
        #expect(largest <= 45 + 15, "the bound, and entries, which are never dropped for samples")
        Self.expectNoHole(committed.withLock(\.self))
    }

    /// A kill behind any of the commits leaves a file that explains what is missing in it.
    private static func expectNoHole(_ batches: [Batch]) {
        var (kept, last, dropped) = (Int64(0), Int64(0), Int64(0))
        for batch in batches {
            kept += Int64(batch.count)
            last = max(last, batch.lastSequence ?? 0)
            dropped += batch.dropped?.count ?? 0
            #expect(kept + dropped == last, "up to \(last)")
        }
    }
}
