import Facilities
import Testing

@testable import WebPage

/// The card of a machine: what everybody sees, and what only people with a role see.
@Suite struct MachineCardTests {
    private func lines(
        _ detail: FacilityDetail, _ person: Operator? = nil, _ language: Language = .zh
    ) -> [(String, String)] {
        let card = MachineCardView(detail, person, time: MachineCases.time.in(language))
        return (card?.lines ?? []).map { ($0.name, [$0.figure, $0.below].compactMap(\.self).joined(separator: "|")) }
    }

    private func line(_ name: String, _ detail: FacilityDetail, _ person: Operator? = nil) -> String? {
        lines(detail, person).first { $0.0 == name }?.1
    }

    private static let tested = {
        var test = ExhaustTest(smoke: 0.62, ringelmann: 0.5, report: "JC-0605")
        test.firm = "宁测检测公司"
        return MachineCases.record(test)
    }()

    @Test func theFirstScreenHasTheFieldsInTheirOrder() {
        let detail = MachineCases.detail(MachineCases.settings, [Self.tested], due: Day("2027-11-21"))
        let seen = lines(detail, MachineCases.owner)
        #expect(seen.map(\.0) == ["机械种类", "机械型号", "生产厂家", "环保登记号码", "标识颜色", "排放阶段", "最近检测", "下次检测"])
        #expect(
            seen.map(\.1) == [
                "挖掘机", "PC200-8", "小松", "3-2026-00017", "蓝（国三及以上）", "国三",
                "2026-11-21 · 合格|光吸收系数 0.62 m⁻¹，限值 0.80 m⁻¹（依据未核实），林格曼黑度 0.5级 · 报告 JC-0605 · 宁测检测公司",
                "2027-11-21前 · 362 天后",
            ])
    }

    @Test func everybodySeesTypeModelLabelStageVerdictAndNextTestOnly() {
        let detail = MachineCases.detail(MachineCases.settings, [Self.tested], due: Day("2027-11-21"))
        let seen = lines(detail)
        #expect(seen.map(\.0) == ["机械种类", "机械型号", "标识颜色", "排放阶段", "最近检测", "下次检测"])
        #expect(seen.first { $0.0 == "最近检测" }?.1 == "2026-11-21 · 合格（依据未核实）")
        let page = FacilityView(detail, nil, time: MachineCases.time)
        let facts = page.facts.map(\.value).joined(separator: " ")
        for secret in ["KMTPC200K56012345", "26300123", "025-12345678", "某租赁公司", "ABCDEFGH123456789", "未填"] {
            #expect(!facts.contains(secret))
        }
    }

    @Test func aRoleSeesTheOtherFieldsAmongTheFacts() {
        let facts = FacilityView(MachineCases.detail(), MachineCases.owner, time: MachineCases.time).facts
        let seen = Dictionary(facts.map { ($0.name, $0.value) }) { first, _ in first }
        #expect(seen["产品识别码(PIN)"] == "KMTPC200K56012345")
        #expect(seen["机械环保代码"] == "ABCDEFGH123456789")
        #expect((seen["发动机编号"], seen["所有人电话"]) == ("26300123", "025-12345678"))
        #expect(seen["污染控制装置"] == "颗粒捕集器(DPF)、选择性催化还原(SCR，用尿素)")
        #expect((seen["额定功率"], seen["排气烟度类别"]) == ("120 kW", "Ⅱ类"))
        #expect((seen["远程监控终端"], seen["照片"]) == ("有，编号 T-1", "未填"))
    }

    @Test func aPersonOfAnotherFacilitySeesWhatEverybodySees() {
        let stranger = Operator(
            name: "张三", role: .operator, facilities: [FacilityDetail.code], since: FixedSource.noon - .hours(1))
        #expect(lines(MachineCases.detail(), stranger).map(\.0) == lines(MachineCases.detail()).map(\.0))
    }

    @Test func whatIsNotFilledInIsSaidToRolesOnly() {
        let bare = MachineCases.detail(MachinerySettings(limitClass: .two, power: 120))
        #expect(lines(bare).map(\.0) == ["最近检测", "下次检测"])
        #expect(lines(bare).map(\.1) == ["没有检测记录", "没有检测记录"])
        #expect(lines(bare, MachineCases.owner).map(\.1) == Array(repeating: "未填", count: 6) + ["没有检测记录", "没有检测记录"])
    }

    @Test func aTestThatOnlyTheConfigurationNamesHasNoVerdict() {
        let settings = MachinerySettings(limitClass: .two, power: 120, lastTest: Day("2026-11-22"))
        let detail = MachineCases.detail(settings, due: Day("2027-11-22"))
        #expect(line("最近检测", detail) == "2026-11-22|配置中填写的日期，没有结果记录")
        #expect(line("下次检测", detail) == "2027-11-22前 · 363 天后")
        let later = MachineCases.detail(settings, [Self.tested], due: Day("2027-11-22"))
        #expect(line("最近检测", later) == "2026-11-22|配置中填写的日期，没有结果记录")
        let tomorrow = MachinerySettings(limitClass: .two, power: 120, lastTest: Day("2026-11-25"))
        #expect(line("最近检测", MachineCases.detail(tomorrow, due: Day("2026-11-24"))) == "没有检测记录")
        #expect(line("下次检测", MachineCases.detail(tomorrow, due: Day("2026-11-24"))) == "没有检测记录")
    }

    @Test func aFailedTestSaysWhatComesNext() {
        let detail = MachineCases.detail(
            MachineCases.settings, [MachineCases.record(ExhaustTest(smoke: 0.92))], due: Day("2027-11-21"))
        #expect(line("最近检测", detail) == "2026-11-21 · 不合格（依据未核实） · 待整改")
        #expect(line("下次检测", detail) == "修好后复测，合格再用")
    }

    @Test func aVerdictByLimitsThatSomebodyReadHasNoMark() {
        var detail = MachineCases.detail(MachineCases.settings, [Self.tested])
        detail.ruleLimits["machinery.smoke"]?[0].verified = true
        #expect(line("最近检测", detail) == "2026-11-21 · 合格（依据未核实）", "The Ringelmann limit was not")
        detail.ruleLimits["machinery.smoke"]?[1].verified = true
        #expect(line("最近检测", detail) == "2026-11-21 · 合格")
    }

    @Test func theNumbersOfPapersAreForRolesAlsoInTheListOfRecords() {
        let bodies: [any RecordContent] = [
            Registration(number: "3-2026-00017", disclosure: "CNFJG300ABCD"),
            ExhaustTest(smoke: 0.6, report: "JC-0605"),
        ]
        let kept = bodies.map { body in
            KeptEntry(
                sequence: 1, facility: MachineCases.code, time: FixedSource.noon, .record(MachineCases.record(body)))
        }
        func text(_ person: Operator?) -> String {
            var detail = MachineCases.detail(MachineCases.settings)
            detail.records = kept
            return FacilityView(detail, person, time: MachineCases.time).records.flatMap(\.amounts).joined()
        }
        func ledger(isWhole: Bool) -> String {
            kept.compactMap { LedgerRow($0, isWhole: isWhole, time: MachineCases.time)?.text }.joined()
        }
        for number in ["3-2026-00017", "CNFJG300ABCD", "JC-0605"] {
            #expect(!text(nil).contains(number) && text(MachineCases.owner).contains(number))
            #expect(!ledger(isWhole: false).contains(number) && ledger(isWhole: true).contains(number))
        }
        #expect(text(nil).contains("0.6"))
    }

    @Test func theNewestRegistrationGoesBeforeTheConfiguration() {
        let records = [
            MachineCases.record(Registration(number: "旧", disclosure: nil), days: 9),
            MachineCases.record(Registration(number: "新")),
        ]
        #expect(line("环保登记号码", MachineCases.detail(MachineCases.settings, records), MachineCases.owner) == "新")
    }

    @Test func englishIsCompleteAndAColourHasItsWord() throws {
        let detail = MachineCases.detail(MachineCases.settings, [Self.tested], due: Day("2027-11-21"))
        let seen = lines(detail, MachineCases.owner, .en)
        #expect(seen.allSatisfy { !$0.0.contains { $0.isHan } })
        #expect(seen.first { $0.0 == "Label colour" }?.1 == "blue (stage III and above)")
        let card = try #require(MachineCardView(detail, nil, time: MachineCases.time))
        #expect(card.lines.first { $0.name == "标识颜色" }?.swatch == "blue")
    }

    @Test func otherKindsHaveNoCard() {
        #expect(MachineCardView(.adsorber(), MachineCases.owner, time: MachineCases.time) == nil)
    }

    @Test func textsOfTheConfigurationRunNoScript() async throws {
        var settings = MachineCases.settings
        settings.card.model = "<script>alert(1)</script>"
        try await Site.serve(FixedSource(details: [MachineCases.detail(settings)])) { site in
            let page = try await site.get("/q/\(MachineCases.code)", language: "zh").body
            #expect(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"))
        }
    }
}
