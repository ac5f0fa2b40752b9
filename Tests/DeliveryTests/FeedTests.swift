import Delivery
import Facilities
import Testing

private let refusedTopic = Refusal(.stream, "0x87")

struct FeedTests {
    @Test func whatIsKeptIsSentAndThePositionFollowsTheAcknowledgement() {
        var driven = DrivenFeed()
        driven.connect()
        driven.keep(6)
        #expect(driven.feed.progress.live == 0 && driven.sent.values.flatMap(\.self).sorted() == [1, 2, 3, 4, 5, 6])
        driven.acceptAll()
        #expect(driven.remembered.live == 6 && driven.remembered.gaps.isEmpty)
    }

    @Test func whatIsNotForTheUplinkIsBehindThePositionWithoutBeingSent() {
        var driven = DrivenFeed()
        driven.connect()
        driven.keep(6)
        driven.acceptAll()
        driven.keep(1)
        #expect(driven.sent.isEmpty && driven.remembered.live == 7)
    }

    @Test func whatWasKeptWithoutAConnectionDoesNotHoldUpWhatIsLive() {
        var driven = DrivenFeed()
        driven.keep(5000)
        driven.connect(window: 4)
        driven.keep(1)
        #expect(driven.sent.values.contains([5001]))
        #expect(driven.sent.values.filter { $0[0] <= 5000 }.count == 2, "half of the window")
        driven.acceptAll()
        #expect(driven.lost.isEmpty && driven.remembered.gaps.isEmpty && driven.accepted.count == 5001 - 5001 / 7)
    }

    @Test func whatIsOnItsWayWhenTheConnectionEndsIsSentAgain() {
        var driven = DrivenFeed()
        driven.connect()
        driven.keep(3)
        driven.disconnect()
        driven.keep(3)
        driven.connect()
        driven.acceptAll()
        #expect(driven.accepted == [1, 2, 3, 4, 5, 6])
    }

    @Test func anAnswerToAnEarlierConnectionMovesNothing() {
        var driven = DrivenFeed()
        driven.connect()
        driven.keep(3)
        let old = driven.sent
        driven.disconnect()
        driven.connect()
        for token in old.keys { driven.feed.accepted(token) }
        driven.run()
        #expect(driven.remembered.firstWaiting == 1)
    }

    @Test func aReadThatComesAfterItsConnectionIsNotSent() {
        var driven = DrivenFeed()
        driven.readsAtOnce = false
        driven.connect()
        driven.keep(3)
        let request = driven.reads[0]
        driven.disconnect()
        driven.feed.loaded(request, KeptPortion([DrivenFeed.item(1)], end: 3))
        driven.run()
        #expect(driven.sent.isEmpty)
    }

    @Test func whatCannotBeReadIsReadAgainASecondLater() {
        var driven = DrivenFeed()
        driven.readsAtOnce = false
        driven.connect()
        driven.keep(3)
        driven.readOne(fails: true)
        #expect(driven.reads.count == 1)
        driven.wait(.milliseconds(999))
        #expect(driven.reads.count == 1)
        driven.wait(.milliseconds(1))
        #expect(driven.reads.count == 2)
    }

    @Test func withoutAcknowledgementsTheLanesStandStill() {
        var driven = DrivenFeed()
        driven.feed.connected(.init(window: 20, acknowledges: false), last: 0, at: driven.now)
        driven.keep(3)
        #expect(driven.sent.isEmpty && driven.feed.backlog(upTo: 3) == 3)
    }

    // MARK: Later

    @Test func laterIsTheSameMessageAgainAfterAGrowingPause() {
        var driven = DrivenFeed()
        driven.connect()
        driven.keep(1)
        for pause in [1, 2, 4, 8, 16, 32, 60, 60] {
            driven.refuse(driven.sent.keys.first!, Refusal(.later, "0x97"))
            #expect(driven.sent.isEmpty && driven.feed.holding.reason == "0x97")
            driven.wait(.seconds(pause) - .milliseconds(1))
            #expect(driven.sent.isEmpty)
            driven.wait(.milliseconds(1))
            #expect(driven.sent.values.first == [1])
        }
        driven.acceptAll()
        #expect(driven.remembered.live == 1 && driven.feed.holding.reason == nil)
        driven.keep(1)
        driven.refuse(driven.sent.keys.first!, Refusal(.later, "0x97"))
        driven.wait(.seconds(1))
        #expect(driven.sent.values.first == [2])
    }

    // MARK: Streams

    @Test func aRefusedStreamWaitsWhileTheOthersGoOn() {
        var driven = DrivenFeed()
        driven.connect()
        driven.keep(6)
        let events = driven.sent.first { $0.value == [5] }!
        driven.refuse(events.key, refusedTopic)
        driven.acceptAll()
        driven.keep(10)
        driven.acceptAll()
        let stream = DrivenFeed.stream(of: 5)
        #expect(driven.remembered.live == 16 && driven.remembered.withheld(of: stream)?.count == 2)
        #expect(
            driven.remembered.backlog(upTo: 16) == 2 && !driven.accepted.contains(5) && !driven.accepted.contains(15))
        #expect(driven.accepted.contains(10), "the entries of the other facility")
        #expect(driven.feed.refused.all[stream]?.refusal == refusedTopic)
    }

    @Test(arguments: [true, false]) func aRefusedStreamIsTriedWithOneItemHourlyAndOnEachConnection(byConnection: Bool) {
        var driven = DrivenFeed()
        driven.connect()
        driven.keep(40)
        driven.refuse(driven.sent.first { DrivenFeed.stream(of: $0.value[0]).kind == .events }!.key, refusedTopic)
        let stream = driven.feed.refused.all.keys.first!
        driven.acceptAll()
        driven.wait(.seconds(3599))
        #expect(driven.sent.isEmpty)
        if byConnection {
            driven.disconnect()
            driven.connect()
        } else {
            driven.wait(.seconds(1))
        }
        #expect(driven.sent.count == 1 && driven.sent.values.first?.count == 1)
        driven.refuse(driven.sent.keys.first!, refusedTopic)
        #expect(driven.sent.isEmpty && driven.feed.refused.all[stream] != nil)
        driven.wait(.seconds(3600))
        driven.acceptAll()
        #expect(driven.feed.refused.all.isEmpty && driven.remembered.withheld.isEmpty && driven.lost.isEmpty)
        #expect(driven.accepted.count == 40 - 40 / 7)
    }

    @Test func aRefusedStreamIsStillKnownAfterARestart() {
        var driven = DrivenFeed()
        driven.connect()
        driven.keep(6)
        driven.refuse(driven.sent.first { $0.value == [5] }!.key, refusedTopic)
        driven.acceptAll()
        driven.restart()
        #expect(driven.feed.backlog(upTo: 6) == 1)
        driven.connect()
        #expect(Array(driven.sent.values) == [[5]])
        driven.acceptAll()
        #expect(driven.feed.backlog(upTo: 6) == 0)
    }

    @Test func whatWasDroppedOfARefusedStreamIsNotWaitedFor() {
        var driven = DrivenFeed()
        driven.connect()
        driven.keep(6)
        driven.refuse(driven.sent.first { $0.value == [5] }!.key, refusedTopic)
        driven.acceptAll()
        driven.dropped = [5]
        driven.wait(.seconds(3600))
        #expect(driven.remembered.withheld.isEmpty && driven.remembered.backlog(upTo: 6) == 0)
    }

    // MARK: Messages

    @Test func aMessageThatIsTooLargeIsSplitAndWhatIsTooLargeAloneIsQuarantined() {
        var driven = DrivenFeed()
        driven.keep(60)
        driven.connect(largest: 300)
        driven.acceptAll()
        #expect(driven.lost.isEmpty && driven.quarantined.isEmpty && driven.accepted.count == 60 - 60 / 7)
        driven = DrivenFeed()
        driven.keep(3)
        driven.connect(largest: 99)
        #expect(
            driven.quarantined == [1: "tooLarge", 2: "tooLarge", 3: "tooLarge"] && driven.remembered.firstWaiting == 4)
    }

    @Test func aMessageThatIsRefusedAsItIsIsSplitDownToTheOneThatIsQuarantined() {
        var driven = DrivenFeed()
        driven.keep(60)
        driven.connect()
        while let (token, message) = driven.sent.min(by: { $0.key < $1.key }) {
            if message.contains(31) { driven.refuse(token, Refusal(.message, "0x99")) } else { driven.accept(token) }
        }
        #expect(driven.quarantined == [31: "0x99"] && driven.lost.isEmpty && driven.remembered.firstWaiting == 61)
    }

    /// A broker that hangs up on a message, as a function of what is on its way.
    private func drive(_ driven: inout DrivenFeed, _ refusal: Refusal? = nil, poison: Set<Int64>) -> Int {
        var losses = 0
        driven.connect()
        while let (token, message) = driven.sent.min(by: { $0.key < $1.key }), losses < 1000 {
            if poison.isDisjoint(with: message) {
                driven.accept(token)
            } else {
                losses += 1
                driven.disconnect(refusal, isEvidence: true)
                driven.connect()
            }
        }
        return losses
    }

    @Test func aMessageOnWhichTheConnectionIsLostAgainAndAgainIsQuarantined() {
        var driven = DrivenFeed()
        driven.keep(2000)
        let losses = drive(&driven, poison: [1234])
        #expect(driven.quarantined == [1234: "connectionLost"] && driven.lost.isEmpty)
        #expect(driven.remembered.firstWaiting == 2001 && losses <= 3 + 9 + 3)
    }

    /// A broker that hangs up on what is too large for it, and says nothing.
    @Test func theSizeOnWhichConnectionsAreLostIsLearnedOnce() {
        var driven = DrivenFeed()
        driven.keep(5000)
        var losses = 0
        driven.connect()
        func deliver() {
            while let (token, message) = driven.sent.min(by: { $0.key < $1.key }), losses < 1000 {
                guard message.count > 3 else {
                    driven.accept(token)
                    continue
                }
                losses += 1
                driven.disconnect(isEvidence: true)
                driven.connect()
            }
        }
        deliver()
        #expect(losses <= 3 + 3, "three to suspect a portion, and one for each half")
        #expect(driven.quarantined.isEmpty && driven.lost.isEmpty && driven.remembered.firstWaiting == 5001)
        // A day later it is tried again.
        let before = losses
        driven.wait(.seconds(86_400 - 1))
        driven.keep(40)
        deliver()
        #expect(losses == before)
        driven.wait(.seconds(1))
        driven.keep(40)
        deliver()
        #expect(losses > before && driven.quarantined.isEmpty && driven.lost.isEmpty)
        #expect(driven.remembered.firstWaiting == 5081)
    }

    @Test func aBrokerThatSaysThatAPacketIsTooLargeIsBelievedAtOnce() {
        var driven = DrivenFeed()
        driven.keep(2000)
        let losses = drive(&driven, Refusal(.message, "0x95"), poison: [1234])
        #expect(driven.quarantined == [1234: "0x95"] && driven.lost.isEmpty && losses <= 1 + 9 + 1)
    }

    @Test func aStreamThatEndsEveryConnectionIsWithheld() {
        var driven = DrivenFeed()
        driven.keep(200)
        let poison = (1...200 as ClosedRange<Int64>).filter { DrivenFeed.stream(of: $0) == DrivenFeed.stream(of: 5) }
        _ = drive(&driven, poison: Set(poison))
        #expect(driven.quarantined == [5: "connectionLost"] && driven.lost.isEmpty)
        #expect(driven.feed.refused.all[DrivenFeed.stream(of: 5)] != nil)
        // It is not tried on each connection: it would end that one, too.
        driven.disconnect()
        driven.connect()
        #expect(driven.sent.isEmpty)
        driven.wait(.seconds(3600))
        #expect(driven.sent.count == 1)
    }

    @Test func aConnectionThatIsLostWithWithheldItemsOnTheirWayCondemnsNoStream() {
        var driven = DrivenFeed()
        driven.connect()
        driven.keep(6)
        driven.refuse(driven.sent.first { $0.value == [5] }!.key, refusedTopic)
        driven.acceptAll()
        driven.disconnect()
        // Each new connection tries the stream; the line is bad twice.
        for _ in 0..<2 {
            driven.connect()
            #expect(driven.sent.values.contains([5]))
            driven.disconnect(isEvidence: true)
        }
        driven.connect()
        driven.acceptAll()
        #expect(driven.accepted.contains(5) && driven.quarantined.isEmpty)
        #expect(driven.remembered.backlog(upTo: driven.last) == 0)
    }

    @Test func whatGoesAloneAndWhatIsLiveTakeTurns() {
        var driven = DrivenFeed()
        driven.connect()
        driven.keep(30)
        for _ in 0..<3 {
            driven.disconnect(isEvidence: true)
            driven.connect()
        }
        // The portion is isolated now; what is live never pauses.
        for _ in 0..<200 where driven.remembered.backlog(upTo: driven.last) > 8 {
            driven.keep(4)
            if let token = driven.sent.keys.min() { driven.accept(token) }
        }
        #expect(Set((1...30).filter(DrivenFeed.isSent)).isSubset(of: driven.accepted))
    }

    @Test func connectionsThatAreLostByThemselvesCondemnNothing() {
        var driven = DrivenFeed()
        driven.keep(10)
        for _ in 0..<100 {
            driven.connect()
            driven.disconnect(isEvidence: false)
        }
        driven.connect()
        driven.acceptAll()
        #expect(driven.quarantined.isEmpty && driven.lost.isEmpty && driven.accepted.count == 9)
    }

    @Test func twoLossesWithTheSamePortionOnItsWaySuspectNothing() {
        var driven = DrivenFeed()
        driven.keep(100)
        for _ in 0..<2 {
            driven.connect()
            driven.disconnect(isEvidence: true)
        }
        driven.connect()
        #expect(driven.sent.count > 1)
        driven.disconnect(isEvidence: true)
        driven.connect()
        #expect(driven.sent.count == 1)
    }

    @Test func aBrokerThatLeavesMessagesUnansweredGetsSmallerPortions() {
        var driven = DrivenFeed()
        driven.connect()
        driven.keep(1000)
        #expect(driven.reads.last?.limit == 500)
        driven.feed.lostPatience()
        driven.disconnect()
        driven.connect()
        #expect(driven.reads.last?.limit == 250)
        driven.acceptAll()
        driven.keep(1)
        #expect(driven.reads.last?.limit == 500)
    }
}
