import Facilities

@testable import WebPage

/// Machines made by hand.
enum MachineCases {
    static let code = Facility.Code("NJ320104M000032")!
    static let limits = [
        Limit("smoke", 0.8, .perMetre, source: "GB 36886-2018", verified: false),
        Limit("ringelmann", 1, .one, source: "GB 36886-2018", verified: false),
    ]

    /// A machine of which everything is filled in.
    static let settings = {
        var settings = MachinerySettings(
            limitClass: .two, power: 120, registration: "3-2026-00017", disclosure: "CNFJG300ABCD012345000001",
            acquired: Day("2018-04-01"))
        var card = MachineCard()
        (card.type, card.model, card.maker) = (.excavator, "PC200-8", "小松")
        (card.label, card.stage, card.fuel) = (.blue, .three, .diesel)
        (card.pin, card.environmentalCode) = ("KMTPC200K56012345", "ABCDEFGH123456789")
        (card.engineModel, card.engineNumber, card.engineMaker) = ("SAA6D107E-1", "26300123", "小松")
        (card.owner, card.user, card.phone) = ("某租赁公司", "某建筑公司", "025-12345678")
        (card.afterTreatment, card.terminal, card.tag) = ([.dpf, .scr], .fitted("T-1"), "320104000123")
        (card.made, card.arrived, card.leaves) = (Day("2018-03-05"), Day("2026-09-01"), Day("2026-12-31"))
        settings.card = card
        return settings
    }()

    static func record(_ body: any RecordContent, days: Int = 3) -> Record {
        Record(at: FixedSource.noon - .days(days), by: "刘师傅", body)
    }

    static func detail(
        _ settings: MachinerySettings = settings, _ records: [Record] = [], due: Day? = nil
    ) -> FacilityDetail {
        let step = due.map { NextStep(.testExhaust, due: $0) }
        var detail = FacilityDetail.facility(
            code, .nonroadMachinery, "3号挖掘机", next: step, due: step.map { [.init("machinery.test", $0)] } ?? [])
        detail.machine = MachineFacts(settings, records: records)
        detail.ruleLimits = ["machinery.smoke": limits]
        return detail
    }

    static let time = PageTime(now: FixedSource.noon, utcOffset: 28_800, language: .zh)
    static let owner = Operator(name: "王老板", role: .owner, facilities: [], since: FixedSource.noon - .hours(1))
}
