import Facilities
import SiteConfiguration
import StrictYAML
import TestSupport
import Testing

/// The settings of a machine, with those of its card.
@Suite struct MachineryConfigurationTests {
    /// The machine stands in line 5, behind 16 characters.
    private func read(_ machinery: String) throws -> MachinerySettings {
        let text = """
            gateway: {id: NJ-1}
            facilities:
              - code: NJ320104M000032
                kind: nonroad-machinery
                machinery: {class: II, power: 120 kW\(machinery)}
                name: 3号挖掘机
            """
        let configuration = try Configuration.read(text, file: "g.yaml", folders: [profiles], files: .repository())
        guard case .nonroadMachinery(let settings) = configuration.facilities[0].facility.settings else {
            throw NoMachine()
        }
        return settings
    }

    private struct NoMachine: Error {}

    @Test func everyFieldOfTheCardIsOptional() throws {
        #expect(try read("") == MachinerySettings(limitClass: .two, power: 120))
    }

    @Test func everyFieldIsRead() throws {
        let settings = try read(
            """
            , lastTest: 2026-05-20, registration: 3-2026-00017, disclosure: CNFJG300ABCD012345000001,
                  acquired: 2018-04-01, type: excavator, model: PC200-8, maker: 小松, label: blue, stage: III,
                  pin: KMTPC200K56012345, environmentalCode: ABCDEFGH123456789, made: 2018-03-05, engineModel: SAA6,
                  engineNumber: "26300123", engineMaker: 康明斯, fuel: diesel, afterTreatment: [dpf, scr], terminal: T-1,
                  tag: "320104000123", owner: 某租赁公司, user: 某建筑公司, phone: "025-12345678", arrived: 2026-09-01,
                  leaves: 2099-12-31
            """)
        var expected = MachinerySettings(
            limitClass: .two, power: 120, lastTest: Day("2026-05-20"), registration: "3-2026-00017",
            disclosure: "CNFJG300ABCD012345000001", acquired: Day("2018-04-01"))
        var card = MachineCard()
        (card.type, card.model, card.maker, card.label) = (.excavator, "PC200-8", "小松", .blue)
        (card.stage, card.fuel, card.afterTreatment) = (.three, .diesel, [.dpf, .scr])
        (card.pin, card.environmentalCode) = ("KMTPC200K56012345", "ABCDEFGH123456789")
        (card.made, card.arrived, card.leaves) = (Day("2018-03-05"), Day("2026-09-01"), Day("2099-12-31"))
        (card.engineModel, card.engineNumber, card.engineMaker) = ("SAA6", "26300123", "康明斯")
        (card.terminal, card.tag) = (.fitted("T-1"), "320104000123")
        (card.owner, card.user, card.phone) = ("某租赁公司", "某建筑公司", "025-12345678")
        expected.card = card
        #expect(settings == expected)
    }

    @Test(arguments: [("none", MachineCard.Terminal.absent), ("fitted", .fitted(nil)), ("HJ-7", .fitted("HJ-7"))])
    func aTerminalIsAbsentFittedOrNumbered(text: String, expected: MachineCard.Terminal) throws {
        #expect(try read(", terminal: \(text)").card.terminal == expected)
    }

    @Test(arguments: ["1", "KMTPC200K56012345"]) func aPINHasUpToSeventeenCharacters(pin: String) throws {
        #expect(try read(", pin: \"\(pin)\"").card.pin == pin)
    }

    @Test(arguments: [
        ("environmentalCode: ABCDEFGH12345678", "'ABCDEFGH12345678' is not 17 capital letters and digits"),
        ("environmentalCode: ABCDEFGH1234567890", "is not 17 capital letters and digits"),
        ("environmentalCode: abcdefgh123456789", "is not 17 capital letters and digits"),
        ("disclosure: CNFJG300ABCD01234500000", "is not 24 capital letters and digits"),
        ("disclosure: CNFJG300ABCD0123450000012", "is not 24 capital letters and digits"),
        ("pin: KMTPC200K560123456", "is not 1 to 17 capital letters and digits"),
        ("pin: KMTPC200-5601234", "is not 1 to 17 capital letters and digits"),
        ("made: 2018-13-05", "'2018-13-05' is not a day such as 2026-09-01"),
        ("type: digger", "'digger' is not one of excavator, loader"),
        ("label: red", "'red' is not one of green, blue, yellow"),
        ("stage: V", "'V' is not one of I, II, III, IV, electric, unknown"),
        ("fuel: coal", "'coal' is not one of diesel"),
        ("afterTreatment: [dpf, cat]", "'cat' is not one of none, dpf, doc, scr"),
        ("afterTreatment: [none, dpf]", "none cannot stand beside others"),
        ("phone: 打我电话", "is not a phone number of 5 to 20 digits"),
        ("model: \"  \"", "is not text of 1 to 60 characters in one line"),
        ("owner: \"a\\nb\"", "is not text of 1 to 60 characters in one line"),
        ("arrived: 2026-09-02, leaves: 2026-09-01", "leaves 2026-09-01 is before arrived 2026-09-02"),
        ("terminal: no", "'no' is not none, fitted, or the number of the terminal, which has a digit"),
        ("terminal: 无", "'无' is not none, fitted, or the number of the terminal"),
        ("terminal: false", "'false' is not none, fitted, or the number of the terminal"),
        ("modell: x", "unknown key 'modell'; did you mean 'model'?"),
    ]) func whatIsWrongIsNamedWithItsPlace(text: String, message: String) throws {
        let errors = try #require(throws: SourceErrors.self) { try read(", \(text)") }
        #expect(
            errors.errors.map(\.description).contains { $0.hasPrefix("g.yaml:5:") && $0.contains(message) }, "\(errors)"
        )
    }
}
