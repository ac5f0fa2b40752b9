import Delivery
import Facilities
import TestSupport
import Testing

/// Another side that does whatever brokers do, by chance.
private struct Chance {
    var random: SplitMix
    var driven: DrivenFeed
    var isConnected = false
    var window = 20
    /// Items that are never taken, and whether the other side says so or hangs up.
    let poison: Set<Int64>
    let hangsUp: Bool
    var refused: Set<ItemStream> = []

    init(seed: UInt64, _ chooser: Chooser? = nil) {
        driven = DrivenFeed(UplinkProgress(), chooser)
        var random = SplitMix(seed: seed)
        let all = (0..<3).map { _ in Int64.random(in: 1...600, using: &random) }
        self.random = random
        poison = seed % 3 == 0 && chooser == nil ? Set(all.filter(DrivenFeed.isSent)) : []
        hangsUp = seed % 2 == 0
        driven.readsAtOnce = seed % 5 != 0
    }

    mutating func step() {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<20: driven.keep(Int64.random(in: 1...15, using: &random))
        case 20..<24 where !isConnected: connect()
        case 24: disconnect()
        case 25: restart()
        case 26: driven.wait(.seconds(Int.random(in: 1...4000, using: &random)))
        case 27: toggle()
        case 28: driven.feed.lostPatience()
        case 29..<40: driven.readOne(fails: Bool.random(using: &random))
        default: answer()
        }
    }

    private mutating func connect() {
        window = Int.random(in: 1...20, using: &random)
        isConnected = true
        driven.connect(window: window, largest: Bool.random(using: &random) ? nil : 400)
    }

    private mutating func disconnect() {
        isConnected = false
        driven.disconnect()
    }

    private mutating func restart() {
        isConnected = false
        driven.restart()
    }

    private mutating func toggle() {
        let stream = DrivenFeed.stream(of: Int64.random(in: 1...20, using: &random))
        if refused.remove(stream) == nil { refused.insert(stream) }
    }

    mutating func answer() {
        guard let (token, message) = driven.sent.sorted(by: { $0.key < $1.key }).randomElement(using: &random) else {
            return
        }
        if !poison.isDisjoint(with: message) {
            if hangsUp {
                isConnected = false
                driven.disconnect(isEvidence: true)
            } else {
                driven.refuse(token, Refusal(.message, "0x99"))
            }
        } else if refused.contains(DrivenFeed.stream(of: message[0])) {
            driven.refuse(token, Refusal(.stream, "0x87"))
        } else if Int.random(in: 0..<20, using: &random) == 0 {
            driven.refuse(token, Refusal(.later, "0x97"))
        } else {
            driven.accept(token)
        }
    }

    /// A day on which the other side takes what it can.
    mutating func recover() {
        refused = []
        for _ in 0..<20_000 where !isDone {
            if !isConnected {
                isConnected = true
                driven.connect(window: window)
            }
            if driven.sent.isEmpty {
                driven.readOne()
                driven.wait(.seconds(600))
            } else {
                answer()
            }
        }
    }

    var isDone: Bool { driven.remembered.backlog(upTo: driven.last) == 0 }
}

struct FeedPropertyTests {
    @Test(arguments: 0..<120 as Range<UInt64>) func nothingIsSkippedWhateverTheOtherSideDoes(seed: UInt64) {
        var chance = Chance(seed: seed)
        var live: Int64 = 0
        for _ in 0..<600 {
            chance.step()
            #expect(chance.driven.sent.count <= chance.window)
            #expect(chance.driven.remembered.live >= live)
            live = chance.driven.remembered.live
        }
        #expect(chance.driven.lost.isEmpty)
        chance.recover()
        #expect(chance.isDone && chance.driven.lost.isEmpty)
        let kept = Set((1...max(1, chance.driven.last)).filter { $0 <= chance.driven.last && DrivenFeed.isSent($0) })
        #expect(Set(chance.driven.quarantined.keys).isSubset(of: chance.poison))
        let missing = kept.subtracting(chance.driven.accepted).subtracting(chance.driven.quarantined.keys)
        #expect(missing.isEmpty)
    }

    /// Over outages, restarts and refusals each item names the one that was sent before it in its series: a subscriber finds every hole,
    /// and none that is not there.
    @Test(arguments: 0..<60 as Range<UInt64>) func eachSeriesIsAChainWithoutAHole(seed: UInt64) {
        let choice = [Choice(samples: .slots(7000)), .everything, Choice(samples: .slots(60_000))][Int(seed % 3)]
        var chance = Chance(seed: seed, Chooser(choice, isPersonal: true))
        for _ in 0..<600 { chance.step() }
        chance.recover()
        #expect(chance.isDone)
        let received = chance.driven.received
        let series = Dictionary(grouping: received.keys.sorted()) { DrivenFeed.item($0).series }
        #expect(series.count > 2)
        for items in series.values {
            let before = [nil] + items.dropLast().map(Optional.some)
            #expect(items.map { received[$0] ?? nil } == before)
        }
    }
}
