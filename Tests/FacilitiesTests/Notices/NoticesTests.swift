import Facilities
import Testing

/// The notices by what the ledger says.
@Suite struct NoticesTests {
    private static let now = Timestamp("2026-11-26T02:00:00Z")!
    private var notices = Notices()

    private static func notice(_ id: String, until: Timestamp = now + .days(7), text: String = "停电") -> Notice {
        Notice(id: id, title: "标题\(id)", text: text, until: until)
    }

    private static func record(
        _ body: some RecordContent, by name: String = "王", _ role: Operator.Role? = .operator, from: String = "page",
        at time: Timestamp = now
    ) -> Record { Record(at: time, by: name, body, from: Origin(from: from, role: role)) }

    private mutating func take(_ record: Record, _ sequence: Int64 = 1) {
        notices.take(KeptEntry(sequence: sequence, facility: nil, time: record.at, .record(record)))
    }

    private func problems(_ record: Record, _ now: Timestamp = now) -> [String] {
        notices.problems(with: record, now: now).map(\.field)
    }

    @Test mutating func theSameIDReplacesAndATimeThatHasPassedEnds() {
        take(Self.record(Self.notice("a", text: "一")))
        take(Self.record(Self.notice("a", text: "二"), at: Self.now + .hours(1)))
        #expect(notices.inForce(at: Self.now + .hours(2)).map(\.notice.text) == ["二"])
        let end = Self.now + .hours(3)
        take(Self.record(Self.notice("a", until: end, text: "二"), at: end))
        #expect(notices.inForce(at: end).isEmpty)
        #expect(notices.over(at: end).map(\.isWithdrawn) == [true])
        #expect(notices.over(at: end + .days(30)).count == 1 && notices.over(at: end + .days(30) + .seconds(1)).isEmpty)
    }

    @Test mutating func itIsInForceFromItsBeginningUntilItsEnd() {
        var notice = Self.notice("a", until: Self.now + .days(2))
        notice.from = Self.now + .days(1)
        take(Self.record(notice))
        let second = Duration.seconds(1)
        #expect(notices.inForce(at: Self.now + .days(1) - second).isEmpty)
        #expect(notices.toCome(at: Self.now + .days(1) - second).count == 1)
        #expect(notices.inForce(at: Self.now + .days(1)).count == 1)
        #expect(notices.inForce(at: Self.now + .days(2) - second).count == 1)
        #expect(notices.inForce(at: Self.now + .days(2)).isEmpty)
    }

    @Test mutating func whatWasEndedBeforeItBeganNeverBecomesPublic() {
        var notice = Self.notice("a")
        notice.from = Self.now + .days(1)
        take(Self.record(notice))
        let end = Self.now + .hours(1)
        take(Self.record(Self.notice("a", until: end), at: end))
        // One more end changes nothing.
        take(Self.record(Self.notice("a", until: end), at: end + .hours(1)))
        #expect(notices["a"]?.isPublic(at: Self.now + .days(2)) == false)
        take(Self.record(Self.notice("b")))
        take(Self.record(Self.notice("b", until: end), at: end))
        #expect(notices["b"]?.isPublic(at: end) == true)
        // It was in force, was put off, and was ended then.
        take(Self.record(Self.notice("c")))
        notice.id = "c"
        take(Self.record(notice, at: end))
        take(Self.record(Self.notice("c", until: end + .hours(1)), at: end + .hours(1)))
        #expect(notices["c"]?.isPublic(at: end + .hours(2)) == true)
    }

    @Test mutating func theNewestStandsFirst() {
        for (index, id) in ["a", "b", "c"].enumerated() {
            take(Self.record(Self.notice(id), at: Self.now + .minutes(index)))
        }
        #expect(notices.inForce(at: Self.now + .hours(1)).map(\.notice.id) == ["c", "b", "a"])
    }

    @Test mutating func anEleventhIsRefusedAndAReplacementIsNot() {
        for number in 1...9 { take(Self.record(Self.notice("\(number)"))) }
        var later = Self.notice("10", until: Self.now + .days(9))
        later.from = Self.now + .days(8)
        #expect(problems(Self.record(later)).isEmpty)
        take(Self.record(later))
        #expect(problems(Self.record(Self.notice("11"))) == ["id"])
        #expect(problems(Self.record(Self.notice("3", text: "新"))).isEmpty)
        take(Self.record(Self.notice("3", until: Self.now), at: Self.now))
        #expect(problems(Self.record(Self.notice("11"))).isEmpty)
    }

    @Test mutating func whatIsOverEntersNothingAndAnOlderOneReplacesNoNewerOne() {
        #expect(problems(Self.record(Self.notice("a", until: Self.now))) == ["until"])
        #expect(problems(Self.record(Self.notice("a", until: Self.now + .seconds(1)))).isEmpty)
        take(Self.record(Self.notice("a")))
        #expect(problems(Self.record(Self.notice("a", until: Self.now))).isEmpty, "it ends the one in force")
        #expect(problems(Self.record(Self.notice("a"), at: Self.now - .seconds(1))) == ["at"])
        take(Self.record(Self.notice("a", until: Self.now)))
        #expect(problems(Self.record(Self.notice("a", until: Self.now))) == ["until"], "it is over already")
    }

    @Test mutating func aPersonReadsANoticeOnceAndWithAPIN() {
        let receipt = NoticeReceipt(id: "a")
        #expect(problems(Self.record(receipt)) == ["id"], "there is none")
        take(Self.record(Self.notice("a")))
        #expect(problems(Self.record(receipt)).isEmpty)
        #expect(problems(Self.record(receipt, nil, from: "local")) == ["pin"])
        take(Self.record(receipt), 2)
        #expect(problems(Self.record(receipt)) == ["id"])
        #expect(problems(Self.record(receipt, by: "李")).isEmpty)
        #expect(problems(Self.record(receipt, by: "李"), Self.now + .days(7)) == ["id"], "it is over")
        #expect(notices["a"]?.readers.map(\.name) == ["王"])
    }

    /// Who has read another text has not read this one.
    @Test mutating func aReceiptIsOfWhatTheNoticeSaid() {
        take(Self.record(Self.notice("a")))
        take(Self.record(NoticeReceipt(id: "a")), 2)
        take(Self.record(Self.notice("a", until: Self.now + .days(9)), at: Self.now + .hours(1)))
        #expect(notices["a"]?.readers.count == 1, "only its end has moved")
        take(Self.record(Self.notice("a", text: "改期"), at: Self.now + .hours(2)))
        #expect(notices["a"]?.readers.isEmpty == true)
    }

    @Test mutating func aTrainingIsPassedWithThreeRightAnswersAndStaysSo() {
        var training = Self.notice("t")
        training.steps = TrainingSteps(["拉闸"])
        training.questions = TrainingQuestions(
            Array(repeating: TrainingQuestion("先？", ["拉闸", "拆"], right: 0), count: 3))
        take(Self.record(training))
        take(Self.record(Self.notice("a")))
        #expect(problems(Self.record(TrainingResult(id: "t", right: 2))).isEmpty)
        #expect(problems(Self.record(TrainingResult(id: "a", right: 2))) == ["id"], "no training")
        #expect(problems(Self.record(TrainingResult(id: "t", right: 3), from: "local")) == ["kind"])
        for (sequence, right) in [2, 3, 1].enumerated() {
            take(Self.record(TrainingResult(id: "t", right: right)), Int64(sequence + 5))
        }
        let learner = notices["t"]?.learner("王")
        #expect(learner?.newest == 1 && learner?.right == 3)
        #expect(learner?.hasPassed == true && learner?.tries == 3 && learner?.reader.sequence == 6)
        #expect(training.questions?.right([0, 1, 0]) == 2)
    }

    @Test mutating func aNameThatWasErasedIsNotShownFromMemory() {
        take(Self.record(Self.notice("a")))
        take(Self.record(NoticeReceipt(id: "a")), 2)
        let erasure = Entry.erased(Erasure(sequences: [2], count: 1))
        notices.take(KeptEntry(sequence: 3, facility: nil, time: Self.now, erasure))
        #expect(notices["a"]?.readers.map(\.name) == [Erasure.placeholder])
    }

    @Test mutating func aLinkThatIsNoLongerAllowedIsNotShown() {
        var notice = Self.notice("a")
        notice.link = "https://ma.example.cn/x"
        take(Self.record(notice))
        #expect(notices.linking(onlyTo: ["ma.example.cn"])["a"]?.notice.link == notice.link)
        #expect(notices.linking(onlyTo: ["other.example.cn"])["a"]?.notice.link == nil)
    }
}
