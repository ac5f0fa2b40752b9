import Foundation
import TestSupport
import Testing

/// What people do on the page, by a scripted thumb in Chromium on the real gateway.
@Suite(.timeLimit(.minutes(5))) struct ActTests {
    /// Plays an act, expects all of its claims to hold, and returns the kitchen with what it has kept.
    private func play(_ act: String, _ option: String? = nil, page: String = "") async throws -> Kitchen {
        let kitchen = try await Kitchen(page: page)
        let (status, output) = try await kitchen.play(act, option)
        #expect(status == 0 && output.contains("claims hold"), "\(output)")
        return kitchen
    }

    @Test func aCookSignsInBeginsAndRegistersACleaningInEightTapsAndAMinute() async throws {
        let kitchen = try await play("cleaning")
        #expect(try await kitchen.records(of: "cleaning").count == 1)
        #expect(try await kitchen.records(of: "cleaningStart").count == 1)
        await #expect(kitchen.close() == 0, "\(kitchen.log)")
    }

    @Test func aComplaintIsFollowedToItsEndAndRatedByWhoMadeItOnly() async throws {
        let kitchen = try await play("complaint")
        #expect(try await kitchen.records(of: "complaint").count == 2)
        #expect(try await kitchen.records(of: "complaintAnswer").count == 2)
        #expect(try await kitchen.records(of: "complaintClosing").count == 1)
        #expect(try await kitchen.records(of: "complaintRating").count == 1)
        await #expect(kitchen.close() == 0, "\(kitchen.log)")
    }

    @Test func carbonIsReplacedCompletedAndTakenAwayInEightTapsAndAMinuteEach() async throws {
        let kitchen = try await play("replacing")
        #expect(try await kitchen.records(of: "replacementStart").count == 1)
        #expect(try await kitchen.records(of: "replacement").count == 2)
        #expect(try await kitchen.records(of: "wasteTransfer").count == 1)
        await #expect(kitchen.close() == 0, "\(kitchen.log)")
    }

    @Test func carbonIsLookedAtOneLookAScreenInTwelveTapsAndAMinute() async throws {
        let kitchen = try await play("inspecting")
        #expect(try await kitchen.records(of: "inspection").count == 2)
        await #expect(kitchen.close() == 0, "\(kitchen.log)")
    }

    @Test func aMachineIsTestedRepairedAndTestedAgainInEightTapsAndAMinuteEach() async throws {
        let kitchen = try await play("testing")
        #expect(try await kitchen.records(of: "exhaustTest").count == 2)
        #expect(try await kitchen.records(of: "rectification").count == 1)
        await #expect(kitchen.close() == 0, "\(kitchen.log)")
    }

    @Test func anInspectorOrdersChecksTheLedgerAndSeesThatTheOrderWasObeyed() async throws {
        let kitchen = try await play("visiting")
        #expect(try await kitchen.records(of: "visit").count == 2)
        #expect(try await kitchen.records(of: "rectification").count == 1)
        await #expect(kitchen.close() == 0, "\(kitchen.log)")
    }

    @Test func aSitesMeasuresAreEnteredInEightTapsAndAMinute() async throws {
        let kitchen = try await play("measuring")
        #expect(try await kitchen.records(of: "measure").count == 1)
        await #expect(kitchen.close() == 0, "\(kitchen.log)")
    }

    @Test(arguments: ["--with-script", "--no-script"])
    func everyWrongFieldIsNamedAtItsPlaceAndWhatWasTypedIsKept(script: String) async throws {
        let kitchen = try await play("mistaken", script)
        #expect(try await kitchen.records(of: "complaint").count == 2)
        #expect(try await kitchen.records(of: "cleaning").count == 2)
        await #expect(kitchen.close() == 0, "\(kitchen.log)")
    }

    @Test func aLostConnectionADoubleTapAndAResentFormEnterOneRecord() async throws {
        let kitchen = try await play("lost")
        #expect(try await kitchen.records(of: "cleaning").count == 1)
        #expect(try await kitchen.records(of: "complaint").count == 3)
        await #expect(kitchen.close() == 0, "\(kitchen.log)")
    }

    @Test func whoMeansHarmSignsInNobodyRunsNoScriptAndGetsNoMoreComplaints() async throws {
        let kitchen = try await play("hostile", page: ", trustedProxies: []")
        #expect(try await kitchen.records(of: "cleaning").isEmpty)
        #expect(try await kitchen.records(of: "complaint").count == 10)
        await #expect(kitchen.close() == 0, "\(kitchen.log)")
    }

    @Test func everyScreenIsReadableInBothLanguagesSizesAndColours() async throws {
        let kitchen = try await play("screens")
        await #expect(kitchen.close() == 0, "\(kitchen.log)")
    }

    @Test func aScreenOnTheWallSaysSinceWhenTheGatewayIsSilent() async throws {
        let kitchen = try await play("wall")
        await #expect(kitchen.close() == 0, "\(kitchen.log)")
    }

    @Test func aTechnicianSeesALineLiveSuspendsItAndIsToldOfALostConnection() async throws {
        let kitchen = try await play("bus")
        await #expect(kitchen.close() == 0, "\(kitchen.log)")
    }

    @Test func wrongPINsSlowDownOnePersonAtOneAddress() async throws {
        let kitchen = try await play("proxied")
        await #expect(kitchen.close() == 0, "\(kitchen.log)")
    }

    @Test func aNoticeIsPostedReadAndEndedAndATrainingPassed() async throws {
        let kitchen = try await Kitchen()
        let end = Date(timeIntervalSinceNow: 9 * 86_400).ISO8601Format()
        let questions =
            #"[{"text":"先做什么？","answers":["拉闸挂牌","拆极板"],"right":0,"step":1},"#
            + #"{"text":"等多久再开门？","answers":["1分钟","15分钟"],"right":1,"step":2},"#
            + #"{"text":"洗完做什么？","answers":["拍照登记","关灯"],"right":0}]"#
        let posted = try await kitchen.run([
            "record", "--by", "中心", "notice", "id=clean-2026", "title=净化器清洗培训", "text=12月15日前看完并答题",
            "until=\(end)", "kinds=fume-purifier", #"steps=["拉闸挂牌","等15分钟再开门","洗完拍照登记"]"#, "questions=\(questions)",
        ])
        #expect(posted.contains("台账序号"), "\(posted)")
        let (status, output) = try await kitchen.play("noticing", nil)
        #expect(status == 0 && output.contains("claims hold"), "\(output)")
        #expect(try await kitchen.records(of: "notice").count == 3)
        #expect(try await kitchen.records(of: "noticeRead").count == 1)
        #expect(try await kitchen.records(of: "trainingResult").count == 2)
        await #expect(kitchen.close() == 0, "\(kitchen.log)")
    }
}
