import Facilities
import Testing

@testable import Rules

/// A fan that runs beside a fume of 40 mg/m³ for an hour.
private let fuming = (0...60).map { minute in
    sample(minute * 60, Reading(.fanState, 1, .one), Reading(.fume, 40, .milligramPerCubicMetre))
}

private let kitchen = Facility.Settings.fumePurifier(FumeSettings(stoves: 3))
private let carbon = Facility.Settings.activatedCarbon(CarbonSettings(form: .granular))

@Suite struct LimitTests {
    private static let settings: [Facility.Settings] = [
        carbon, kitchen, .nonroadMachinery(MachinerySettings(limitClass: .two, power: 55)), .dustSite,
        .complaintPoint(ComplaintSettings()),
    ]
    private static let rules = settings.flatMap { facility($0).rules }
    private static let limits = rules.flatMap(\.limits)

    // MARK: Every limit

    @Test func everyLimitHasARangeASourceAndATitle() {
        for limit in Self.limits {
            #expect(limit.range.contains(limit.value), "\(limit.name)")
            #expect(limit.range != Limit.anything, "\(limit.name)")
            #expect(!limit.source.isEmpty, "\(limit.name)")
            #expect(limit.title.zh != limit.name, "\(limit.name)")
        }
    }

    @Test func aLimitThatRulesShareIsTheSameInAllOfThem() {
        for (name, shared) in Dictionary(grouping: Self.limits, by: \.name) {
            #expect(Set(shared.map { [$0.range.lowerBound, $0.range.upperBound, $0.value] }).count <= 2, "\(name)")
            #expect(Set(shared.map(\.range)).count == 1 && Set(shared.map(\.looser)).count == 1, "\(name)")
        }
    }

    @Test func aVerifiedLimitNamesASource() {
        for limit in Self.limits where limit.verified { #expect(limit.origin == .source, "\(limit.name)") }
        let verified = Set(Self.limits.filter(\.verified).map(\.name))
        #expect(verified == ["fume", "removal", "noiseDay", "noiseNight", "registrationDays"])
    }

    /// A permit has no default that anything could be judged by.
    @Test func aPermitHasNoFigureUntilItIsSet() throws {
        let permits = Self.limits.filter { !$0.isSet }
        #expect(permits.map(\.name) == ["emissionConcentration", "emissionRate", "emissionRemoval"])
        #expect(permits.allSatisfy { $0.figure == nil && $0.loosened == nil })
        let set = facility(carbon, limits: ["emissionRate": Measure(2000, try #require(PhysicalUnit("g/h")))])
        let limit = try #require(set.rules.flatMap(\.limits).first { $0.name == "emissionRate" })
        #expect((limit.figure?.description, limit.origin, limit.verified) == ("2 kg/h", .site, false))
        #expect(limit.standard == nil && set.loosened == [])
    }

    @Test func theAccountOfADayHasNoPermitThatNobodyEntered() {
        func limits(_ limits: [String: Measure]) -> [String: String] {
            let midnight = Event.tick(Timestamp("2026-11-23T16:00:00Z")!)
            var rules = facility(carbon, limits: limits).after([.tick(start)])
            let entries = rules.consider(midnight) + rules.consider(midnight)
            return entries.lazy.compactMap { if case .account(let account) = $0 { account.limits } else { nil } }.first
                ?? [:]
        }
        #expect(limits([:])["emissionRemoval"] == nil && limits([:])["pressureDrop"] == "2500 Pa")
        #expect(limits(["emissionRemoval": Measure(90, .percent)])["emissionRemoval"] == "90 %")
    }

    // MARK: Looser and tighter

    /// A22.
    @Test func aLegalLimitThatTheSiteHasLoosenedIsGreenAndVisible() throws {
        var rules = facility(kitchen, limits: ["fume": Measure(200, .milligramPerCubicMetre)])
        #expect(rules.levels(of: "fume.limit", after: fuming) == [])
        let expected = Loosened(limit: "fume", standard: 2, set: 200, unit: .milligramPerCubicMetre)
        #expect(rules.status.loosened == [expected])
        #expect(expected.text == Text(zh: "限值已放宽：油烟 2 → 200 mg/m3", en: "limit loosened: fume 2 → 200 mg/m3"))
        let midnight = Event.tick(Timestamp("2026-11-23T16:00:00Z")!)
        let accounts = (rules.consider(midnight) + rules.consider(midnight)).compactMap { entry in
            if case .account(let account) = entry { account } else { nil }
        }
        let account = try #require(accounts.first)
        #expect(account.loosened == [expected] && account.limits["fume"] == "200 mg/m3")
        #expect(account.summary.zh.contains("限值已放宽：油烟 2 → 200 mg/m3"))
    }

    @Test(
        arguments: [
            (carbon, "pressureDrop", Measure(3, .kilopascal), true),
            (carbon, "pressureDrop", Measure(2, .kilopascal), false),
            (carbon, "pressureDrop", Measure(2500, .pascal), false),
            (carbon, "iodineValue", Measure(700, .milligramPerGram), true),
            (carbon, "iodineValue", Measure(900, .milligramPerGram), false),
            (carbon, "cycleMonths", Measure(4, .one), true), (carbon, "fanOnCurrent", Measure(100, .ampere), true),
            (carbon, "manifestDigits", Measure(20, .one), false), (kitchen, "removal", Measure(50, .percent), true),
            (kitchen, "purifierOff", Measure(1, .hour), true), (kitchen, "purifierOff", Measure(60, .second), false),
            (.dustSite, "capture", Measure(0.5, .one), true),
        ] as [(Facility.Settings, String, Measure, Bool)])
    func onlyTheLooserWayIsMarked(settings: Facility.Settings, name: String, value: Measure, isLooser: Bool) {
        let rules = facility(settings, limits: [name: value])
        #expect(rules.loosened.map(\.limit) == (isLooser ? [name] : []))
    }

    @Test func whatNobodySetIsNotLoosened() {
        for settings in Self.settings { #expect(facility(settings).loosened == []) }
    }

    @Test func aLongerTimeForACategoryOfComplaintsIsLoosened() {
        var settings = ComplaintSettings()
        settings.categories[.fume] = .init(answer: 48, close: 100)
        let rules = facility(.complaintPoint(settings))
        #expect(rules.loosened == [Loosened(limit: "answer.fume", standard: 24, set: 48, unit: .hour)])
    }

    @Test func theSitesOwnFigureIsNeverVerified() {
        let settings: [(Facility.Settings, String, Measure)] = [
            (kitchen, "fume", Measure(1, .milligramPerCubicMetre)),
            (kitchen, "fume", Measure(2, .milligramPerCubicMetre)),
            (.dustSite, "noiseDay", Measure(60, .decibel)),
        ]
        for (settings, name, value) in settings {
            let limit = facility(settings, limits: [name: value]).rules.flatMap(\.limits).first { $0.name == name }
            #expect(limit?.verified == false && limit?.clause == "" && limit?.origin == .site)
        }
    }

    // MARK: The bureau's file

    private func rules(_ own: Measure?, _ figure: BureauFigure?) -> FacilityRules {
        var facility = Facility(code: code, name: "", settings: carbon)
        facility.limits = own.map { ["pressureDrop": $0] } ?? [:]
        facility.bureau = figure.map { ["pressureDrop": $0] } ?? [:]
        return FacilityRules(for: facility)
    }

    private func limit(_ rules: FacilityRules) -> Limit? {
        rules.rules.flatMap(\.limits).first { $0.name == "pressureDrop" }
    }

    @Test func theBureausFigureStandsBetweenTheDefaultAndTheFacilitys() {
        let figure = BureauFigure(Measure(2, .kilopascal), source: "宁环规", clause: "第3条", verified: true)
        let confirmed = limit(rules(nil, figure))
        #expect((confirmed?.value, confirmed?.source, confirmed?.clause) == (2000, "宁环规", "第3条"))
        #expect(confirmed?.verified == true && confirmed?.origin == .bureau)
        let tighter = rules(Measure(1500, .pascal), figure)
        #expect(limit(tighter)?.value == 1500 && tighter.loosened == [])
        // Tighter than the default, and looser than the bureau's.
        let looser = rules(Measure(2200, .pascal), figure)
        #expect(looser.loosened == [Loosened(limit: "pressureDrop", standard: 2000, set: 2200, unit: .pascal)])
        #expect(rules(Measure(2200, .pascal), nil).loosened == [])
    }

    @Test func whatTheBureauLoosensIsNoLooseningOfTheSites() {
        let figure = BureauFigure(Measure(3, .kilopascal), source: "宁环规", verified: false)
        #expect(rules(nil, figure).loosened == [])
        #expect(rules(Measure(2800, .pascal), figure).loosened == [])
    }

    // MARK: What no calendar knows

    /// A21, should such a figure ever come past the configuration's reader.
    @Test(arguments: [1e30, -1e30, .infinity, .nan, 0]) func aFigureWithoutSenseStopsNothing(value: Double) {
        for settings in Self.settings {
            let names = facility(settings).rules.flatMap(\.limits).filter { !$0.name.contains(".") }
            let limits = Dictionary(names.map { ($0.name, Measure(value, $0.unit)) }) { first, _ in first }
            var carbon = CarbonSettings(form: .granular, mass: 1000)
            carbon.installed = Day("2026-11-01")
            let filled = settings.kind == .activatedCarbon ? .activatedCarbon(carbon) : settings
            var rules = facility(filled, limits: limits)
            for event in fuming + [.tick(start + .hours(30))] { _ = rules.consider(event) }
            #expect(rules.status.kind == settings.kind)
        }
    }
}
