import DeviceProfiles
import Facilities
import Simulator
import StrictYAML

/// A week of a fan with a pressure gauge.
let good = """
    title: {zh: 一周, en: a week}
    facility: as elsewhere
    from: 2026-03-02
    until: 2026-03-09
    step: 10min
    timeline:
      - set: {fanState: 0, pressureDrop: [100, 800]}
      - {hours: 08:00-18:00, weekdays: mon-fri, set: {fanState: 1}}
    faults:
      - {from: 2026-03-07, until: 2026-03-07 12:00, fault: dead}
    records:
      - {at: 2026-03-03 10:00, by: 王工, kind: replacement, mass: 3000}
    expect:
      - {on: 2026-03-02, step: raised, rule: carbon.quality, level: grey}
    reminders: {}
    """

/// What would be right is in the message; `facility` is read by the target that knows it.
func scenario(_ text: String) throws(SourceErrors) -> Scenario {
    let profile = try DeviceProfile(
        yaml: """
            profile: box
            name: {zh: 箱, en: box}
            source: own
            verified: false
            points:
              pressureDrop: {register: holding 0, type: uint16, unit: Pa}
              fanState: {register: discrete 0, type: bool}
            """, file: "box.yaml")
    guard let code = Facility.Code("NJ320104C000018") else { throw SourceErrors(errors: []) }
    let settings = Facility.Settings.activatedCarbon(CarbonSettings(form: .granular))
    return try Scenario(yaml: text, file: "s.yaml") { _ in
        (Facility(code: code, name: "1#", settings: settings), [1: (DeviceID("box"), profile)])
    }
}
