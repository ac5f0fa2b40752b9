import Facilities
import Foundation
import Rules
import SiteConfiguration
import StrictYAML
import TestSupport
import Testing

private let good = """
    gateway: {id: NJ-1}
    facilities:
      - code: NJ320104C00012K
        kind: activated-carbon
        name: x
        carbon: {form: granular, mass: 1 t}
        limits: {}
      - code: NJ320104T000056
        kind: complaint-point
        name: y
    """

/// The values of limits as a configuration writes them, and the places where they are wrong.
@Suite struct LimitsConfigurationTests {
    private func read(_ text: String, limits: String? = nil) throws -> Configuration {
        let bureau = limits.map { ["/etc/nanjing.yaml": $0] } ?? [:]
        return try Configuration.read(
            text, file: "/etc/g.yaml", folders: [profiles], files: .repository(and: bureau))
    }

    private func mistakes(_ text: String, limits: String? = nil) -> [String] {
        do {
            _ = try read(text, limits: limits)
            return []
        } catch {
            return (error as? SourceErrors)?.errors.map(\.description) ?? ["\(error)"]
        }
    }

    /// A21, and its neighbours.
    @Test(arguments: [
        ("cycleMonths: 1e30", "7:27: '1e30' is outside the range of cycleMonths, which is 1 to 24"),
        ("cycleMonths: -1", "7:27: '-1' is outside the range of cycleMonths, which is 1 to 24"),
        ("cycleMonths: 0", "7:27: '0' is outside the range of cycleMonths, which is 1 to 24"),
        ("cycleMonths: 2.5", "7:27: '2.5' is no whole number, which cycleMonths is; write 2 or 3"),
        ("storageWarning: 36 h", "7:30: '36 h' is no whole number, which storageWarning is; write 1 d or 2 d"),
        ("bypassAfter: -5 min", "7:27: '-5 min' is outside the range of bypassAfter, which is 1 to 1440 min"),
        ("missingAfter: -1 h", "7:28: '-1 h' is outside the range of missingAfter, which is 1 to 1440 min"),
        ("storageDays: 1e9 d", "7:27: '1e9 d' is outside the range of storageDays, which is 1 to 3650 d"),
        ("pressureDrop: 30 kPa", "7:28: '30 kPa' is outside the range of pressureDrop, which is 100 to 20000 Pa"),
        ("pressureDrop: 3 m", "7:28: '3 m' is not a value with a unit such as 2500 Pa"),
        ("pressureDrop: .inf Pa", "7:28: '.inf Pa' is not a value with a unit such as 2500 Pa"),
    ]) func aLimitOutsideItsRangeIsAnErrorAtItsPlace(entry: String, message: String) {
        #expect(mistakes(good.replacing("limits: {}", with: "limits: {\(entry)}")) == ["/etc/g.yaml:" + message])
    }

    @Test(arguments: [
        ("emissionRate: 3 mg/m3", "7:28: '3 mg/m3' is not a value with a unit such as 3 kg/h"),
        ("emissionRemoval: 190 %", "7:31: '190 %' is outside the range of emissionRemoval, which is 1 to 100 %"),
    ]) func aPermitIsReadAsAnyLimit(entry: String, message: String) {
        #expect(mistakes(good.replacing("limits: {}", with: "limits: {\(entry)}")) == ["/etc/g.yaml:" + message])
    }

    @Test func thePlanSaysWhichPermitIsNotSet() throws {
        let plan = Plan(try read(good.replacing("limits: {}", with: "limits: {emissionRate: 2500 g/h}")), in: .en).text
        #expect(plan.contains("emissionConcentration not set (the discharge permit)"))
        #expect(plan.contains("emissionRate 2.5 kg/h (site configuration, not read in its source)"))
        #expect(!plan.contains("loosened"))
    }

    @Test func allAreNamedInOneRound() {
        let text = good.replacing("limits: {}", with: "limits: {cycleMonths: 1e30, bypassAfter: -5 min, x: 1}")
        #expect(mistakes(text).count == 3)
    }

    @Test(arguments: ["after: -5min", "clearAfter: -1h", "band: -2 °C"])
    func aRuleOfTheSitesOwnHasNoNegativeTimesOrBands(part: String) {
        let rule = "[{name: hot, quantity: temperature, above: 60 °C, \(part), text: {zh: 热, en: hot}}]"
        let found = mistakes(good.replacing("limits: {}", with: "rules: \(rule)"))
        #expect(found.count == 1 && found[0].hasPrefix("/etc/g.yaml:7:"), "\(found)")
    }

    @Test func theHoursOfACategoryOfComplaintsHaveARange() {
        let text = good.replacing(
            "name: y", with: "name: y\n    complaint: {categories: {fume: {answer: 1e12 h, close: 2 d}}}")
        #expect(
            mistakes(text) == [
                "/etc/g.yaml:11:45: '1e12 h' is outside the range of answer, which is 1 to 2160 h"
            ])
    }

    // MARK: The bureau's file

    /// With the bureau's file beside the configuration.
    private let bureaus = good.replacing("{id: NJ-1}", with: "{id: NJ-1, limits: nanjing.yaml}")

    private func limit(_ name: String, _ configuration: Configuration) -> Limit? {
        FacilityRules(for: configuration.facilities[0].facility).rules.flatMap(\.limits).first { $0.name == name }
    }

    @Test func theBureausFileSetsAndConfirmsFigures() throws {
        let limits = """
            limits:
              pressureDrop: {value: 2 kPa, source: 宁环规, clause: 第3条, verified: true}
              missingAfter: {value: 20 min, source: 宁环规}
              activated-carbon:
                missingAfter: {value: 10 min, source: 宁环规}
            """
        let configuration = try read(bureaus, limits: limits)
        let pressure = try #require(limit("pressureDrop", configuration))
        #expect((pressure.value, pressure.source, pressure.clause) == (2000, "宁环规", "第3条"))
        #expect(pressure.verified)
        let missing = try #require(limit("missingAfter", configuration))
        #expect(missing.value == 10 && !missing.verified)
        #expect(Plan(configuration, in: .en).text.contains("limits of the bureau nanjing.yaml"))
        #expect(Plan(configuration, in: .en).text.contains("pressureDrop 2000 Pa (宁环规 第3条)"))
    }

    @Test func aFacilityThatIsLooserThanTheBureauIsMarkedInThePlan() throws {
        let limits = "limits: {pressureDrop: {value: 2 kPa, source: 宁环规}}"
        let own = bureaus.replacing("limits: {}", with: "limits: {pressureDrop: 2200 Pa}")
        let configuration = try read(own, limits: limits)
        #expect(Plan(configuration, in: .en).text.contains("! limit loosened: pressure drop 2000 → 2200 Pa"))
        let without = try read(own.replacing(", limits: nanjing.yaml", with: ""), limits: limits)
        #expect(!Plan(without, in: .en).text.contains("loosened"))
    }

    @Test(arguments: [
        (
            "limits: {pressure: {value: 2 kPa, source: x}}",
            "1:10: no rule has a limit 'pressure'; did you mean pressureDrop?"
        ),
        ("limits: {pressureDrop: {value: 30 kPa, source: x}}", "1:32: '30 kPa' is outside the range of pressureDrop"),
        ("limits: {pressureDrop: {value: 2 kPa}}", "1:24: missing key 'source'"),
        ("limits: {pressureDrop: {value: 2 kPa, source: x, verified: si}}", "1:60: expected true or false"),
        ("limits: {dust-site: {pressureDrop: {value: 2 kPa, source: x}}}", "1:22: no rule of dust-site has a limit"),
        ("pressureDrop: 1", "1:1: "),
    ]) func aMistakeInTheBureausFileHasItsOwnPlace(limits: String, message: String) {
        let found = mistakes(bureaus, limits: limits)
        #expect(found.contains { $0.hasPrefix("/etc/nanjing.yaml:" + message) }, "\(found)")
    }

    @Test func aFileThatIsNotThereIsNamed() {
        let text = good.replacing("{id: NJ-1}", with: "{id: NJ-1, limits: /nowhere/limits.yaml}")
        #expect(mistakes(text).first?.hasPrefix("/nowhere/limits.yaml:1:1: no such file") == true)
    }
}
